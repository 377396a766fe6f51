// Builds DOM nodes. Data only ever becomes text nodes and attributes, never markup.

const SVG = 'http://www.w3.org/2000/svg';

export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'class') node.className = value;
    else if (name in node && typeof value !== 'string') node[name] = value;
    else node.setAttribute(name, value === true ? '' : value);
  }
  append(node, children);
  return node;
}

export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false || child === '') continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

export function fill(node, ...children) {
  node.replaceChildren();
  return append(node, children);
}

function svg(tag, props, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const COLORS = ['#1264a3', '#007a5a', '#b7472a', '#8a5a00', '#5b4b9a', '#a0325f', '#2c6e7f', '#6a7a1f'];
const given = new Map();

export function avatar(person, size = 36) {
  const name = person?.real_name ?? 'Slackbot';
  const initials = name.split(' ').map(word => word[0]).slice(0, 2).join('');
  // In the order people are first seen, so that no two of a small cast look alike.
  const key = person?.id ?? name;
  if (!given.has(key)) given.set(key, COLORS[given.size % COLORS.length]);
  const box = svg('svg', { viewBox: '0 0 36 36', width: size, height: size, class: 'avatar', 'aria-hidden': 'true' });
  if (person?.name === 'partner') {
    box.append(
      svg('rect', { width: 36, height: 36, rx: 8, fill: '#3b1d5e' }),
      svg('circle', { cx: 14, cy: 18, r: 7.5, fill: '#ecb22e' }),
      svg('circle', { cx: 22, cy: 18, r: 7.5, fill: '#36c5f0', 'fill-opacity': '0.85' }));
    return box;
  }
  const letters = svg('text', { x: 18, y: 23, 'text-anchor': 'middle', 'font-size': 14, 'font-weight': 700, fill: '#fff', 'font-family': 'Lato, Helvetica, Arial, sans-serif' });
  letters.textContent = initials;
  box.append(svg('rect', { width: 36, height: 36, rx: 8, fill: given.get(key) }), letters);
  return box;
}

export function icon(name) {
  const paths = {
    more: 'M4 10a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0m4.5 0a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0m4.5 0a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0',
    plus: 'M9.2 4h1.6v5.2H16v1.6h-5.2V16H9.2v-5.2H4V9.2h5.2z',
    send: 'M2.5 17.5 18 10 2.5 2.5v6L13 10 2.5 11.5z',
    close: 'M5 6.2 6.2 5 10 8.8 13.8 5 15 6.2 11.2 10 15 13.8 13.8 15 10 11.2 6.2 15 5 13.8 8.8 10z',
    eye: 'M10 5c4 0 7 3 8 5-1 2-4 5-8 5s-7-3-8-5c1-2 4-5 8-5m0 2a3 3 0 1 0 0 6 3 3 0 0 0 0-6',
    file: 'M5 2h7l4 4v12H5zM12 3v4h4',
    edit: 'M3 14.5V17h2.5L14.7 7.8l-2.5-2.5zM15.8 6.7l1.2-1.2-2.5-2.5-1.2 1.2z',
    trash: 'M6 7h8v10H6zM4 4h4V3h4v1h4v1.5H4z',
    code: 'M7 5 2 10l5 5 1.2-1.2L4.4 10l3.8-3.8zm6 0 5 5-5 5-1.2-1.2 3.8-3.8-3.8-3.8z',
    down: 'M5 7.5 10 12.5l5-5z',
    bolt: 'M11 2 4 11h5l-1 7 7-9h-5z',
  };
  return svg('svg', { viewBox: '0 0 20 20', width: 18, height: 18, class: 'icon', 'aria-hidden': 'true' }, svg('path', { d: paths[name], fill: 'currentColor' }));
}

/** A menu under a button; Esc or a click elsewhere closes it, arrows walk through it. */
export function menu(button, entries, label) {
  closeMenu();
  const list = h('div', { class: 'menu', role: 'menu', 'aria-label': label });
  for (const entry of entries) {
    if (entry.heading) list.append(h('div', { class: 'menu-heading' }, entry.heading));
    else list.append(h('button', { role: 'menuitem', type: 'button', class: entry.danger ? 'danger' : '', onclick: () => { closeMenu(); entry.act(); } }, entry.icon && icon(entry.icon), h('span', {}, entry.text, entry.detail && h('small', {}, entry.detail))));
  }
  document.body.append(list);
  const at = button.getBoundingClientRect();
  const box = list.getBoundingClientRect();
  list.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.width - 8))}px`;
  list.style.top = at.bottom + box.height + 8 < innerHeight ? `${at.bottom + 4}px` : `${Math.max(8, at.top - box.height - 4)}px`;
  button.setAttribute('aria-expanded', 'true');
  const items = [...list.querySelectorAll('button')];
  items[0]?.focus();
  const onKey = event => {
    if (event.key === 'Escape') { event.stopPropagation(); closeMenu(); button.focus(); }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      items[(items.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length]?.focus();
    }
  };
  const onDown = event => { if (!list.contains(event.target)) closeMenu(); };
  document.addEventListener('keydown', onKey, true);
  setTimeout(() => document.addEventListener('pointerdown', onDown));
  current = () => {
    list.remove();
    button.setAttribute('aria-expanded', 'false');
    document.removeEventListener('keydown', onKey, true);
    document.removeEventListener('pointerdown', onDown);
  };
}

let current = null;
export function closeMenu() { current?.(); current = null; }
