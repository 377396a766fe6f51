// Modals, stacked up to three; only the top one is drawn. And the Home tab.

import { h, fill, icon, avatar } from './dom.js';
import { here, act, bot } from './api.js';
import { words } from './text.js';
import { blocks } from './blocks.js';

let drawn = '';
let before = null;
let pending = new Map();

/** What was typed goes to the simulator a moment later, and always before anything is pressed. */
function touches(view, place) {
  return async (block, one, chosen, now) => {
    const key = `${block.block_id}/${one.action_id}`;
    const send = () => { pending.delete(key); return act('press', { ...place, view: view.id, block_id: block.block_id, action_id: one.action_id, chosen }); };
    clearTimeout(pending.get(key)?.timer);
    pending.delete(key);
    if (!now) { pending.set(key, { timer: setTimeout(send, 250), send }); return; }
    await flush();
    await send();
  };
}

async function flush() {
  await Promise.all([...pending.values()].map(one => { clearTimeout(one.timer); return one.send(); }));
}

export function drawModal() {
  const box = document.getElementById('modal');
  const top = here.state.modals.at(-1);
  const key = top ? `${here.state.me} ${top.view.id} ${top.view.hash} ${here.state.modals.length}` : '';
  if (key !== drawn) {
    // A view that was replaced in place keeps the focus inside; a closed one gives it back.
    if (!drawn && key) before = document.activeElement;
    drawn = key;
    pending = new Map();
    fill(box, top && build(top.view));
    document.body.classList.toggle('modal-open', Boolean(top));
    for (const id of ['topbar', 'sidebar', 'main']) document.getElementById(id).inert = Boolean(top);
    if (top) focusFirst(box);
    else before?.isConnected && before.focus();
  }
  if (top) showErrors(box, top);
}

function focusFirst(box) {
  (box.querySelector('[data-focus]') ?? box.querySelector('.modal-body input, .modal-body textarea, .modal-body select') ?? box.querySelector('.modal-foot button.primary') ?? box.querySelector('.x')).focus();
}

function showErrors(box, { errors, trouble }) {
  box.querySelector('.trouble').textContent = trouble ?? '';
  let first = null;
  for (const node of box.querySelectorAll('[data-block]')) {
    const error = errors[node.dataset.block] ?? '';
    const place = node.querySelector('.error');
    if (place.textContent === error) continue;
    place.textContent = error;
    node.classList.toggle('wrong', Boolean(error));
    const field = node.querySelector('.field, input');
    field?.setAttribute('aria-invalid', String(Boolean(error)));
    if (error) first ??= field;
  }
  first?.focus();
}

function build(view) {
  const close = all => act('close', { view: view.id, all });
  const submit = view.submit && h('button', { type: 'submit', class: 'button primary' }, words(view.submit));
  const depth = here.state.modals.length;
  const form = h('form', {
    novalidate: true,
    onsubmit: async event => {
      event.preventDefault();
      submit.disabled = true;
      await flush();
      await act('submit', { view: view.id });
      submit.disabled = false;
    },
  },
  h('header', { class: 'modal-head' }, avatar(bot(), 28), h('h2', { id: 'modal-title' }, words(view.title)), h('button', { type: 'button', class: 'x', 'aria-label': 'Close', onclick: () => close(true) }, icon('close'))),
  h('div', { class: 'modal-body' }, h('div', { class: 'trouble', role: 'alert' }), blocks(view.blocks, { values: view.state.values, touch: touches(view, {}) })),
  h('footer', { class: 'modal-foot' },
    (view.submit || view.close || depth > 1) && h('button', { type: 'button', class: 'button', onclick: () => close(false) }, view.close ? words(view.close) : depth > 1 ? 'Back' : 'Cancel'),
    submit));
  const dialog = h('div', { class: 'dialog', role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'modal-title' }, form);
  dialog.addEventListener('keydown', event => {
    if (event.key === 'Escape') { event.preventDefault(); close(false); }
    if (event.key === 'Tab') trap(event, dialog);
    // Enter in a line of text submits, as in Slack; in a text area it is a new line.
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) form.requestSubmit();
  });
  return h('div', { class: 'shade' }, dialog);
}

function trap(event, dialog) {
  const stops = [...dialog.querySelectorAll('button, input, textarea, select, a[href]')].filter(node => !node.disabled && node.offsetParent);
  const [first, last] = [stops[0], stops.at(-1)];
  if (event.shiftKey && document.activeElement === first) { event.preventDefault(); last.focus(); }
  else if (!event.shiftKey && document.activeElement === last) { event.preventDefault(); first.focus(); }
}

let drawnHome = '';
export function drawHome(show) {
  const box = document.getElementById('home');
  box.hidden = !show;
  if (!show) return;
  const view = here.state.home;
  const key = `${here.state.me} ${view?.id} ${view?.hash}`;
  if (key === drawnHome && box.childElementCount) return;
  drawnHome = key;
  fill(box, h('div', { class: 'home-blocks' }, view ? blocks(view.blocks, { values: view.state.values, touch: touches(view, {}) })
    : h('div', { class: 'empty' }, avatar(bot(), 64), h('h2', {}, 'Nothing here yet'), h('p', {}, here.state.connected ? 'Partner has not published a Home tab for you yet.' : 'Partner is not connected yet, so it could not publish its Home tab.'))));
}
