// The list of messages in the open conversation.

import { h, fill, avatar, icon, menu } from './dom.js';
import { here, person, me, act, clock, day } from './api.js';
import { mrkdwn } from './text.js';
import { blocks } from './blocks.js';

const raw = new Set();
let drawn = new Map();
let drawnFor = '';
let editing = null;

export function drawMessages(room, again) {
  const list = document.getElementById('messages');
  const scroll = document.getElementById('scroll');
  const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
  const whose = `${here.state.me}/${room.id}`;
  const changedRoom = whose !== drawnFor;
  if (changedRoom) drawn = new Map();
  drawnFor = whose;
  const next = new Map();
  const nodes = [];
  let lastDay = '';
  let before = null;
  const messages = [...room.messages].sort((a, b) => Number(a.json.ts) - Number(b.json.ts));
  for (const message of messages) {
    const today = day(message.json.ts, me().tz);
    if (today !== lastDay) nodes.push(keep(next, `day ${today}`, '', () => h('div', { class: 'day', role: 'separator' }, h('span', {}, today))));
    const grouped = before && today === lastDay && before.json.user === message.json.user && before.ephemeral === message.ephemeral && !message.ephemeral && Number(message.json.ts) - Number(before.json.ts) < 300;
    const key = message.json.ts;
    const face = JSON.stringify([message, grouped, raw.has(key), editing === key]);
    nodes.push(keep(next, key, face, () => draw(room, message, grouped, again)));
    lastDay = today;
    before = message;
  }
  drawn = next;
  if (nodes.length !== list.children.length || nodes.some((node, n) => list.children[n] !== node)) {
    list.replaceChildren(...nodes);
    if (atEnd || changedRoom) scroll.scrollTop = scroll.scrollHeight;
  }
}

/** Nodes of unchanged messages stay, so that focus and half-made choices in them do too. */
function keep(next, key, face, make) {
  const old = drawn.get(key);
  const node = old?.face === face ? old.node : make();
  next.set(key, { face, node });
  return node;
}

function draw(room, message, grouped, again) {
  const json = message.json;
  const who = person(json.user) ?? { real_name: 'Slackbot', id: 'USLACKBOT' };
  const time = clock(json.ts, me().tz);
  const touch = (block, one, chosen) => act('press', { channel: room.id, ts: json.ts, block_id: block.block_id, action_id: one.action_id, chosen });
  const shown = editing === json.ts ? editor(room, json, again)
    : json.blocks?.length ? blocks(json.blocks, { values: message.values ?? {}, touch }) : json.text && mrkdwn(json.text);
  return h('article', { class: `message ${grouped ? 'grouped' : ''} ${message.ephemeral ? 'ephemeral' : ''}`, 'aria-label': `${who.real_name}, ${time}`, 'data-ts': json.ts },
    h('div', { class: 'gutter' }, grouped ? h('time', {}, time.replace(/ [AP]M/, '')) : avatar(who)),
    h('div', { class: 'body' },
      message.ephemeral && h('div', { class: 'only-you' }, icon('eye'), 'Only visible to you'),
      !grouped && h('div', { class: 'who' }, h('b', {}, who.real_name), (who.is_bot || !who.name) && h('span', { class: 'app-badge' }, 'APP'), h('time', {}, time)),
      json.thread_ts && json.thread_ts !== json.ts && h('div', { class: 'in-thread' }, 'replied in a thread'),
      shown,
      (json.files ?? []).map(file => h('a', { class: 'file', href: file.url_private, download: file.name }, icon('file'), h('span', {}, h('b', {}, file.title), h('small', {}, `${file.pretty_type || 'File'} · ${file.size} bytes`)))),
      json.edited && h('span', { class: 'edited' }, '(edited)'),
      raw.has(json.ts) && h('pre', { class: 'raw' }, JSON.stringify({ ...json, ...(message.metadata ? { metadata: message.metadata } : {}) }, null, 2))),
    tools(room, message, again));
}

function tools(room, message, again) {
  const ts = message.json.ts;
  const mine = message.json.user === here.state.me && !message.ephemeral;
  const toggle = h('button', { type: 'button', 'aria-label': 'JSON', title: 'Show the raw payload', 'aria-pressed': String(raw.has(ts)), onclick: () => { if (!raw.delete(ts)) raw.add(ts); again(); } }, icon('code'));
  const more = h('button', { type: 'button', 'aria-label': 'More actions', 'aria-haspopup': 'menu' }, icon('more'));
  more.addEventListener('click', () => menu(more, [
    ...(message.ephemeral ? [] : here.state.shortcuts.filter(one => one.message).map(one => ({ icon: 'bolt', text: one.name, detail: 'Partner', act: () => act('shortcut', { callback_id: one.callback_id, channel: room.id, ts }) }))),
    ...(message.ephemeral ? [] : [{ text: 'Reply in thread', icon: 'edit', act: () => document.dispatchEvent(new CustomEvent('reply', { detail: { ts: message.json.thread_ts ?? ts, text: message.json.text } })) }]),
    ...(mine && !message.json.files ? [{ icon: 'edit', text: 'Edit message', act: () => { editing = ts; again(); } }] : []),
    ...(mine ? [{ icon: 'trash', text: 'Delete message', danger: true, act: () => act('delete', { channel: room.id, ts }) }] : []),
    { icon: 'code', text: raw.has(ts) ? 'Hide JSON' : 'Show JSON', act: () => toggle.click() },
  ], 'Message actions'));
  return h('div', { class: 'tools' }, toggle, more);
}

function editor(room, json, again) {
  const field = h('textarea', { class: 'field', rows: '2', 'aria-label': 'Edit message' });
  field.value = json.text.replaceAll(/<@(\w+)>/g, (_, id) => `@${person(id)?.name ?? id}`).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  const end = () => { editing = null; again(); };
  const save = async () => { const text = field.value; editing = null; await act('edit', { channel: room.id, ts: json.ts, text }); again(); };
  field.addEventListener('keydown', event => {
    if (event.key === 'Escape') end();
    if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); save(); }
  });
  setTimeout(() => field.focus());
  return h('div', { class: 'editor' }, field, h('button', { type: 'button', class: 'button', onclick: end }, 'Cancel'), h('button', { type: 'button', class: 'button primary', onclick: save }, 'Save'));
}

export function drawHeading(room, go) {
  const who = room.direct ? person(room.with) : null;
  const app = who?.id === here.state.team.bot_user_id;
  const tab = (key, text) => h('button', { type: 'button', role: 'tab', 'aria-selected': String(here.tab === key), class: here.tab === key ? 'tab open' : 'tab', onclick: () => go('partner', key) }, text);
  fill(document.getElementById('heading'),
    h('div', { class: 'title' }, who ? avatar(who, 24) : h('span', { class: 'hash', 'aria-hidden': 'true' }, '#'), h('h1', {}, who?.real_name ?? room.name), app && h('span', { class: 'app-badge' }, 'APP'),
      who && !app && h('span', { class: 'detail' }, `${who.title}${who.tz ? ` · ${clock(here.state.now / 1000, who.tz)} local time` : ''}`), !who && h('span', { class: 'detail' }, `${room.members} members`)),
    app && h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Partner' }, tab('home', 'Home'), tab('messages', 'Messages')));
}
