// Blocks of messages, modals and Home.

import { h } from './dom.js';
import { words, richText, mrkdwn } from './text.js';
import { element } from './elements.js';

let serial = 0;

/** Draws blocks; `values` is state.values, `touch(block, element, chosen, now)` hears what people do. */
export function blocks(list, { values = {}, touch }) {
  return (list ?? []).map(block => draw(block, values, touch));
}

function draw(block, values, touch) {
  const part = (one, more = {}) => element(one, { value: values?.[block.block_id]?.[one.action_id], touch: (chosen, now) => touch(block, one, chosen, now), ...more });
  switch (block.type) {
    case 'section': return section(block, part);
    case 'divider': return h('hr', { class: 'block' });
    case 'header': return h('div', { class: 'block header', role: 'heading', 'aria-level': '3' }, words(block.text));
    case 'context': return h('div', { class: 'block context' }, block.elements.map(one => one.type === 'image' ? h('img', { src: one.image_url, alt: one.alt_text }) : h('div', {}, words(one))));
    case 'actions': return h('div', { class: 'block actions' }, block.elements.map(one => part(one, { label: one.placeholder?.text ?? one.type.replaceAll('_', ' ') })));
    case 'input': return input(block, part);
    case 'image': return h('figure', { class: 'block' }, block.title && h('figcaption', {}, words(block.title)), h('img', { src: block.image_url, alt: block.alt_text }));
    case 'rich_text': return h('div', { class: 'block' }, richText(block));
    case 'markdown': return h('div', { class: 'block' }, mrkdwn(block.text.replaceAll('**', '*')));
    default: return h('div', { class: 'block context' }, `(${block.type})`);
  }
}

function section(block, part) {
  const label = block.accessory?.placeholder?.text ?? block.text?.text;
  return h('div', { class: 'block section' },
    h('div', { class: 'section-text' }, block.text && h('div', {}, words(block.text)), block.fields && h('div', { class: 'fields' }, block.fields.map(field => h('div', {}, words(field))))),
    block.accessory && h('div', { class: 'accessory' }, part(block.accessory, { label })));
}

function input(block, part) {
  const id = `input-${serial++}`;
  const grouped = ['checkboxes', 'radio_buttons'].includes(block.element.type);
  const label = [words(block.label), block.optional && h('span', { class: 'optional' }, ' (optional)')];
  return h('div', { class: 'block input', 'data-block': block.block_id },
    grouped ? h('div', { class: 'label' }, label) : h('label', { class: 'label', for: id }, label),
    part(block.element, { label: block.label.text, labelledBy: grouped ? undefined : id, describedBy: `${id}-hint ${id}-error` }),
    h('div', { class: 'error', id: `${id}-error`, role: 'alert' }),
    block.hint && h('div', { class: 'hint', id: `${id}-hint` }, words(block.hint)));
}
