// Interactive elements. Each answers its node; `touch(chosen, now)` tells the simulator what was chosen.

import { h, fill, icon, menu } from './dom.js';
import { here, person, me } from './api.js';
import { words } from './text.js';

const PROPERTY = {
  plain_text_input: 'value', email_text_input: 'value', url_text_input: 'value', number_input: 'value', static_select: 'selected_option', external_select: 'selected_option', radio_buttons: 'selected_option',
  multi_static_select: 'selected_options', multi_external_select: 'selected_options', checkboxes: 'selected_options', users_select: 'selected_user', multi_users_select: 'selected_users',
  conversations_select: 'selected_conversation', multi_conversations_select: 'selected_conversations', channels_select: 'selected_channel', multi_channels_select: 'selected_channels',
  datepicker: 'selected_date', timepicker: 'selected_time', datetimepicker: 'selected_date_time',
};

let serial = 0;

/** One element; value is its entry in state.values, label names it for those who cannot see it. */
export function element(one, { value, label, labelledBy, describedBy, touch }) {
  const held = value?.[PROPERTY[one.type]];
  const tell = (chosen, now = true) => touch({ type: one.type, [PROPERTY[one.type]]: chosen }, now);
  const named = { 'aria-label': labelledBy ? undefined : label, id: labelledBy ?? undefined, 'aria-describedby': describedBy, 'data-focus': one.focus_on_load ? '1' : undefined };
  switch (one.type) {
    case 'button': return button(one, touch);
    case 'overflow': return overflow(one, touch);
    case 'image': return h('img', { src: one.image_url, alt: one.alt_text, class: 'accessory-image' });
    case 'plain_text_input': return textInput(one, held, named, tell);
    case 'email_text_input': return line(one, 'email', held, named, tell);
    case 'url_text_input': return line(one, 'url', held, named, tell);
    case 'number_input': return line(one, 'number', held, named, tell);
    case 'datepicker': return picker('date', held, named, tell);
    case 'timepicker': return picker('time', held, named, tell);
    case 'datetimepicker': return picker('datetime-local', held ? toLocal(held) : '', named, text => tell(text ? fromLocal(text) : null));
    case 'static_select': return select(one, held, named, tell);
    case 'radio_buttons': return choices(one, 'radio', held ? [held] : [], label, chosen => tell(chosen[0] ?? null));
    case 'checkboxes': return choices(one, 'checkbox', held ?? [], label, tell);
    default: return combobox(one, held, named, tell);
  }
}

function button(one, touch) {
  const node = h('button', { type: 'button', class: `button ${one.style ?? ''}`, 'aria-label': one.accessibility_label, 'data-action': one.action_id }, words(one.text));
  node.addEventListener('click', async () => {
    if (one.confirm && !await confirm(one.confirm)) return;
    if (one.url && /^https?:/i.test(one.url)) window.open(one.url, '_blank', 'noopener');
    node.disabled = true;
    await touch(null, true);
    node.disabled = false;
  });
  return node;
}

function overflow(one, touch) {
  const node = h('button', { type: 'button', class: 'button overflow', 'aria-label': 'More options', 'aria-haspopup': 'menu' }, icon('more'));
  node.addEventListener('click', () => menu(node, one.options.map(option => ({
    text: words(option.text),
    act: async () => { if (!one.confirm || await confirm(one.confirm)) touch({ type: 'overflow', selected_option: option }, true); },
  })), 'More options'));
  return node;
}

function textInput(one, held, named, tell) {
  const max = one.max_length ?? 3000;
  const node = h(one.multiline ? 'textarea' : 'input', { ...named, class: 'field', type: one.multiline ? undefined : 'text', rows: one.multiline ? '4' : undefined, placeholder: one.placeholder?.text ?? '' });
  node.value = held ?? '';
  const left = h('span', { class: 'left', 'aria-hidden': 'true' });
  const count = () => { const rest = max - node.value.length; left.textContent = rest < 100 || one.max_length ? String(rest) : ''; left.classList.toggle('over', rest < 0); };
  node.addEventListener('input', () => { count(); tell(node.value || null, false); });
  count();
  return h('div', { class: 'text-input' }, node, left);
}

function line(one, type, held, named, tell) {
  const node = h('input', { ...named, class: 'field', type, placeholder: one.placeholder?.text ?? '', step: one.is_decimal_allowed ? 'any' : undefined });
  node.value = held ?? '';
  node.addEventListener('input', () => tell(node.value || null, false));
  return node;
}

function picker(type, held, named, tell) {
  const node = h('input', { ...named, class: 'field picker', type });
  node.value = held ?? '';
  node.addEventListener('change', () => tell(node.value || null));
  return node;
}

function select(one, held, named, tell) {
  const groups = one.option_groups ?? [{ options: one.options }];
  const all = groups.flatMap(group => group.options);
  const node = h('select', { ...named, class: 'field' });
  const empty = h('option', { value: '' }, one.placeholder?.text ?? 'Select an option');
  node.append(empty);
  for (const group of groups) {
    const into = group.label ? h('optgroup', { label: group.label.text }) : node;
    for (const option of group.options) into.append(h('option', { value: String(all.indexOf(option)) }, option.text.text));
    if (group.label) node.append(into);
  }
  node.value = held ? String(all.findIndex(option => option.value === held.value)) : '';
  node.addEventListener('change', () => tell(node.value === '' ? null : all[Number(node.value)]));
  return node;
}

function choices(one, type, held, label, tell) {
  const name = `choice-${serial++}`;
  const boxes = [];
  const node = h('div', { role: type === 'radio' ? 'radiogroup' : 'group', 'aria-label': label, class: 'choices' });
  for (const option of one.options) {
    const box = h('input', { type, name });
    box.checked = held.some(other => other.value === option.value);
    box.addEventListener('change', () => tell(one.options.filter((_, at) => boxes[at].checked)));
    boxes.push(box);
    node.append(h('label', { class: 'choice' }, box, h('span', {}, words(option.text), option.description && h('small', {}, words(option.description)))));
  }
  return node;
}

function entriesFor(one) {
  const people = () => here.state.people.filter(who => !who.deleted).map(who => ({ key: who.id, text: who.real_name, detail: who.title || (who.is_bot ? 'App' : '') }));
  const channels = () => here.state.conversations.filter(room => !room.direct).map(room => ({ key: room.id, text: `#${room.name}`, detail: '' }));
  const kind = one.type.replace('multi_', '');
  if (kind === 'users_select') return people();
  if (kind === 'channels_select') return channels();
  if (kind === 'conversations_select') {
    const direct = here.state.conversations.filter(room => room.direct).map(room => ({ key: room.id, text: person(room.with)?.real_name ?? room.name, detail: person(room.with)?.title ?? '' }));
    return (one.filter?.include?.length === 1 && one.filter.include[0] === 'im' ? direct : [...channels(), ...direct]);
  }
  return (one.options ?? one.option_groups?.flatMap(group => group.options) ?? []).map(option => ({ key: option, text: option.text.text, detail: option.description?.text ?? '' }));
}

/** People, channels and long lists: type to search, arrows and Enter to choose. */
function combobox(one, held, named, tell) {
  const many = one.type.startsWith('multi_');
  const entries = entriesFor(one);
  const same = (a, b) => (a?.value ?? a) === (b?.value ?? b);
  let chosen = (many ? held ?? [] : held ? [held] : []).map(key => entries.find(entry => same(entry.key, key)) ?? { key, text: String(key.value ?? key) });
  const listId = `list-${serial++}`;
  const input = h('input', { ...named, class: 'field', type: 'text', role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': listId, autocomplete: 'off', placeholder: one.placeholder?.text ?? 'Select…' });
  const list = h('div', { id: listId, role: 'listbox', class: 'listbox', hidden: true });
  const chips = h('div', { class: 'chips' });
  let shown = [];
  let at = 0;
  const draw = () => {
    if (many) fill(chips, chosen.map(entry => h('button', { type: 'button', class: 'chip', 'aria-label': `Remove ${entry.text}`, onclick: () => { chosen = chosen.filter(other => other !== entry); draw(); tell(chosen.map(one => one.key)); } }, entry.text, icon('close'))));
    else input.value = chosen[0]?.text ?? '';
  };
  const close = () => { list.hidden = true; input.setAttribute('aria-expanded', 'false'); };
  const pick = entry => {
    chosen = many ? [...chosen.filter(other => other !== entry), entry] : [entry];
    input.value = '';
    draw();
    close();
    tell(many ? chosen.map(other => other.key) : entry.key);
  };
  const open = text => {
    const sought = text.toLowerCase();
    shown = entries.filter(entry => entry.text.toLowerCase().includes(sought));
    at = 0;
    fill(list, shown.map((entry, n) => h('div', { role: 'option', class: 'option', id: `${listId}-${n}`, 'aria-selected': String(n === at), onmousedown: event => { event.preventDefault(); pick(entry); } }, h('span', {}, entry.text), entry.detail && h('small', {}, entry.detail))),
      shown.length === 0 && h('div', { class: 'option none' }, 'No results'));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    mark();
  };
  const mark = () => {
    [...list.querySelectorAll('[role=option]')].forEach((node, n) => { node.setAttribute('aria-selected', String(n === at)); if (n === at) node.scrollIntoView({ block: 'nearest' }); });
    if (shown[at]) input.setAttribute('aria-activedescendant', `${listId}-${at}`);
  };
  input.addEventListener('focus', () => input.select());
  input.addEventListener('click', () => open(''));
  input.addEventListener('input', () => {
    open(input.value);
    if (!many && input.value === '' && chosen.length > 0) { chosen = []; tell(null); }
  });
  input.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) open('');
      else { at = (at + (event.key === 'ArrowDown' ? 1 : shown.length - 1)) % Math.max(1, shown.length); mark(); }
    } else if (event.key === 'Enter' && !list.hidden) {
      event.preventDefault();
      if (shown[at]) pick(shown[at]);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.stopPropagation();
      close();
      draw();
    }
  });
  input.addEventListener('blur', () => { close(); if (!many) draw(); else input.value = ''; });
  draw();
  return h('div', { class: 'combobox' }, many && chips, input, list);
}

/** Slack's confirm dialog; answers whether it was confirmed. */
function confirm(ask) {
  return new Promise(resolve => {
    const before = document.activeElement;
    const end = answer => { dialog.close(); dialog.remove(); before?.focus(); resolve(answer); };
    const dialog = h('dialog', { class: 'confirm', 'aria-label': ask.title.text, oncancel: event => { event.preventDefault(); end(false); } },
      h('h2', {}, words(ask.title)), h('p', {}, words(ask.text)),
      h('div', { class: 'foot' }, h('button', { type: 'button', class: 'button', onclick: () => end(false) }, words(ask.deny)), h('button', { type: 'button', class: `button ${ask.style ?? 'primary'}`, onclick: () => end(true) }, words(ask.confirm))));
    document.body.append(dialog);
    dialog.showModal();
  });
}

// datetimepicker holds unix seconds; the native input holds local time of the chosen person.
function toLocal(seconds) {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-CA', { timeZone: me().tz ?? 'UTC', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(new Date(seconds * 1000)).map(part => [part.type, part.value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

function fromLocal(text) {
  const wanted = Date.parse(`${text}Z`);
  let at = wanted;
  // Twice: the offset may differ on the other side of a clock change.
  for (let n = 0; n < 2; n++) at = wanted - (Date.parse(`${toLocal(at / 1000)}Z`) - at);
  return Math.round(at / 1000);
}
