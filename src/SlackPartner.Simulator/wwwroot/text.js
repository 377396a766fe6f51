// Mrkdwn and rich_text as DOM nodes.

import { h } from './dom.js';
import { here, person, clock, me } from './api.js';

const EMOJI = {
  wave: '👋', bulb: '💡', white_check_mark: '✅', heavy_check_mark: '✔️', x: '❌', warning: '⚠️', calendar: '📅', spiral_calendar_pad: '🗓️', clock1: '🕐', speech_balloon: '💬',
  thinking_face: '🤔', smile: '😄', slightly_smiling_face: '🙂', heart: '❤️', '+1': '👍', thumbsup: '👍', pray: '🙏', tada: '🎉', seedling: '🌱', herb: '🌿', lock: '🔒', pencil: '📝', memo: '📝',
  envelope: '✉️', inbox_tray: '📥', hourglass: '⌛', hourglass_flowing_sand: '⏳', bell: '🔔', no_bell: '🔕', coffee: '☕', handshake: '🤝', question: '❓', eyes: '👀', pause_button: '⏸️', leaves: '🍃', walking: '🚶',
};

const unescape = text => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
const emoji = name => EMOJI[name] ?? `:${name}:`;

function mention(id) {
  const who = person(id);
  return h('span', { class: id === here.state.me ? 'mention you' : 'mention' }, `@${who?.real_name ?? id}`);
}

function channel(id, label) {
  const found = here.state.conversations.find(one => one.id === id);
  return h('span', { class: 'mention' }, `#${found?.name ?? label ?? id}`);
}

function link(url, label) {
  const safe = /^(https?:|mailto:)/i.test(url);
  return safe ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, label) : label;
}

function token(inside) {
  const [id, label] = inside.split(/\|(.*)/s);
  if (id.startsWith('@')) return mention(id.slice(1));
  if (id.startsWith('#')) return channel(id.slice(1), label);
  if (id.startsWith('!date^')) return unescape(label ?? id);
  if (id.startsWith('!')) return h('span', { class: 'mention you' }, `@${label ?? id.slice(1)}`);
  return link(unescape(id), unescape(label ?? id));
}

const INLINE = /`([^`\n]+)`|<([^<>\n]+)>|(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])|(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])|(?<![\w~])~(?=\S)([^~\n]+?)(?<=\S)~(?![\w~])|:([\w+-]+):/g;

function inline(text) {
  const nodes = [];
  let done = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index < done) continue;
    nodes.push(unescape(text.slice(done, match.index)));
    const [, code, inside, bold, italic, strike, name] = match;
    if (code !== undefined) nodes.push(h('code', {}, unescape(code)));
    else if (inside !== undefined) nodes.push(token(inside));
    else if (bold !== undefined) nodes.push(h('b', {}, inline(bold)));
    else if (italic !== undefined) nodes.push(h('i', {}, inline(italic)));
    else if (strike !== undefined) nodes.push(h('s', {}, inline(strike)));
    else nodes.push(emoji(name));
    done = match.index + match[0].length;
  }
  nodes.push(unescape(text.slice(done)));
  return nodes;
}

export function mrkdwn(text) {
  const nodes = [];
  for (const [n, part] of text.split('```').entries()) {
    if (n % 2 === 1) { nodes.push(h('pre', {}, unescape(part.replace(/^\n|\n$/g, '')))); continue; }
    let quote = null;
    const lines = part.split('\n');
    for (const [at, line] of lines.entries()) {
      const quoted = line.match(/^(?:>|&gt;)\s?(.*)$/s);
      if (quoted) {
        if (!quote) nodes.push(quote = h('blockquote'));
        else quote.append(h('br'));
        quote.append(...inline(quoted[1]).filter(one => one !== ''));
      } else {
        if (at > 0 && !quote) nodes.push(h('br'));
        quote = null;
        nodes.push(inline(line));
      }
    }
  }
  return h('div', { class: 'mrkdwn' }, nodes);
}

/** A text object: plain_text or mrkdwn. */
export function words(text) {
  if (!text) return '';
  return text.type === 'mrkdwn' ? mrkdwn(text.text) : text.text.replace(/:([\w+-]+):/g, (whole, name) => EMOJI[name] ?? whole);
}

function richInline(part) {
  let node;
  switch (part.type) {
    case 'user': node = mention(part.user_id); break;
    case 'channel': node = channel(part.channel_id); break;
    case 'link': node = link(part.url, part.text ?? part.url); break;
    case 'emoji': node = emoji(part.name); break;
    case 'broadcast': node = h('span', { class: 'mention you' }, `@${part.range}`); break;
    case 'date': node = part.fallback ?? clock(part.timestamp, me().tz, true); break;
    default: node = part.text ?? '';
  }
  const style = part.style ?? {};
  if (style.code) node = h('code', {}, node);
  if (style.bold) node = h('b', {}, node);
  if (style.italic) node = h('i', {}, node);
  if (style.strike) node = h('s', {}, node);
  return node;
}

function richPart(part) {
  const inner = () => part.elements.map(richInline);
  switch (part.type) {
    case 'rich_text_quote': return h('blockquote', {}, inner());
    case 'rich_text_preformatted': return h('pre', {}, inner());
    case 'rich_text_list': return h(part.style === 'ordered' ? 'ol' : 'ul', { class: `indent-${part.indent ?? 0}` }, part.elements.map(item => h('li', {}, item.elements.map(richInline))));
    default: return h('div', { class: 'line' }, inner());
  }
}

export const richText = block => h('div', { class: 'mrkdwn rich' }, block.elements.map(richPart));
