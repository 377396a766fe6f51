// Where people write: commands, mentions, shortcuts.

import { h, fill, icon, menu } from './dom.js';
import { here, person, act } from './api.js';

let built = '';
let room = null;
const drafts = {};
let replyTo = () => {};
document.addEventListener('reply', event => replyTo(event.detail));

export function drawComposer(open) {
  room = open;
  const key = `${here.state.me}/${room.id}/${here.state.shortcuts.length}`;
  if (key === built) return;
  built = key;
  const who = room.direct ? person(room.with).real_name : `#${room.name}`;
  const box = document.getElementById('composer');
  const field = h('textarea', { rows: '1', placeholder: `Message ${who}`, 'aria-label': `Message ${who}`, 'aria-autocomplete': 'list', 'aria-controls': 'completions', 'aria-expanded': 'false', role: 'combobox' });
  field.value = drafts[key] ?? '';
  const list = h('div', { id: 'completions', role: 'listbox', class: 'completions', hidden: true, 'aria-label': 'Suggestions' });
  const sendButton = h('button', { type: 'button', class: 'send', 'aria-label': 'Send now', title: 'Send now' }, icon('send'));
  const plus = h('button', { type: 'button', class: 'plus', 'aria-label': 'Shortcuts', 'aria-haspopup': 'menu', title: 'Shortcuts' }, icon('plus'));
  let shown = [];
  let at = 0;

  let thread = null;
  const replying = h('div', { class: 'replying', hidden: true });
  replyTo = to => {
    thread = to?.ts ?? null;
    replying.hidden = !to;
    if (to) { fill(replying, h('span', {}, `Replying in thread to “${to.text.slice(0, 60)}”`), h('button', { type: 'button', class: 'x', 'aria-label': 'Stop replying in thread', onclick: () => replyTo(null) }, icon('close'))); field.focus(); }
  };
  const grow = () => { field.style.height = 'auto'; field.style.height = `${Math.min(field.scrollHeight, 200)}px`; sendButton.classList.toggle('ready', field.value.trim() !== ''); drafts[key] = field.value; };
  const close = () => { list.hidden = true; field.setAttribute('aria-expanded', 'false'); };
  const mark = () => {
    [...list.children].forEach((node, n) => node.setAttribute('aria-selected', String(n === at)));
    field.setAttribute('aria-activedescendant', `completion-${at}`);
  };
  const take = one => {
    const from = one.from;
    field.setRangeText(`${one.insert} `, from, field.selectionStart, 'end');
    close();
    grow();
    field.focus();
  };
  const suggest = () => {
    const until = field.value.slice(0, field.selectionStart);
    const command = until.match(/^\/([\w-]*)$/);
    const mention = until.match(/(?:^|\s)@([\w.]*)$/);
    shown = command ? here.state.commands.filter(one => one.name.startsWith(until)).map(one => ({ insert: one.name, from: 0, text: one.name, hint: one.hint, detail: one.description }))
      : mention ? here.state.people.filter(one => !one.deleted && (one.name.startsWith(mention[1].toLowerCase()) || one.real_name.toLowerCase().split(' ').some(part => part.startsWith(mention[1].toLowerCase()))))
        .map(one => ({ insert: `@${one.name}`, from: until.length - mention[1].length - 1, text: one.real_name, hint: `@${one.name}`, detail: one.title })) : [];
    at = 0;
    if (shown.length === 0) return close();
    fill(list, shown.map((one, n) => h('div', { role: 'option', id: `completion-${n}`, class: 'completion', onmousedown: event => { event.preventDefault(); take(one); } }, h('b', {}, one.text), h('span', {}, one.hint), h('small', {}, one.detail))));
    list.hidden = false;
    field.setAttribute('aria-expanded', 'true');
    mark();
  };
  const send = async () => {
    const text = field.value.trim();
    if (!text) return;
    field.value = '';
    close();
    grow();
    const known = here.state.commands.some(one => one.name === text.split(/\s/)[0]);
    if (text.startsWith('/') && (known || /^\/[\w-]+/.test(text))) await act('run', { channel: room.id, text });
    else await act('write', { channel: room.id, text, ...(thread ? { thread_ts: thread } : {}) });
    replyTo(null);
  };

  field.addEventListener('input', () => { grow(); suggest(); });
  field.addEventListener('blur', close);
  field.addEventListener('keydown', event => {
    const open = !list.hidden;
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) { event.preventDefault(); at = (at + (event.key === 'ArrowDown' ? 1 : shown.length - 1)) % shown.length; mark(); }
    else if (open && event.key === 'Escape') { event.stopPropagation(); close(); }
    // A command or mention typed in full needs no completion: Enter then sends.
    else if (open && (event.key === 'Tab' || event.key === 'Enter') && !(event.key === 'Enter' && field.value.endsWith(shown[at].insert))) { event.preventDefault(); take(shown[at]); }
    else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
  });
  sendButton.addEventListener('click', send);
  plus.addEventListener('click', () => {
    const global = here.state.shortcuts.filter(one => !one.message);
    menu(plus, [
      { heading: 'Shortcuts' },
      ...global.map(one => ({ icon: 'bolt', text: one.name, detail: one.description || 'Partner', act: () => act('shortcut', { callback_id: one.callback_id }) })),
      { heading: 'Commands' },
      ...here.state.commands.map(one => ({ text: one.name, detail: one.description, act: () => { field.value = `${one.name} `; grow(); field.focus(); } })),
      { heading: 'Files' },
      { icon: 'file', text: 'Send a file', act: () => act('upload', { channel: room.id, name: 'notes.txt', text: field.value }) },
    ], 'Shortcuts');
  });
  fill(box, list, h('div', { class: 'compose' }, replying, field, h('div', { class: 'compose-bar' }, plus, h('span', { class: 'tip' }, h('b', {}, 'Enter'), ' sends, ', h('b', {}, 'Shift + Enter'), ' starts a new line'), sendButton)));
  grow();
}
