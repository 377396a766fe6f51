// Puts the parts together: asks for the state at each change and draws it.

import { h, fill, icon, avatar, closeMenu } from './dom.js';
import { here, getState, act, remember } from './api.js';
import { drawSidebar, isOpen } from './sidebar.js';
import { drawMessages, drawHeading } from './messages.js';
import { drawComposer } from './composer.js';
import { drawModal, drawHome } from './modal.js';
import { drawTopbar } from './topbar.js';

// The cast gets its colors in a fixed order, whoever is looked at first.
const colorCast = () => here.state.people.forEach(one => avatar(one));
let asked = '';

function openRoom() {
  const rooms = here.state.conversations;
  return rooms.find(isOpen) ?? rooms.find(room => room.direct && room.with === here.state.team.bot_user_id) ?? rooms[0];
}

function draw() {
  const room = openRoom();
  const atHome = here.open === 'partner' && here.tab === 'home';
  drawTopbar(become);
  drawSidebar(go);
  drawHeading(room, go);
  drawNotice();
  document.getElementById('scroll').hidden = atHome;
  document.getElementById('composer').hidden = atHome;
  drawHome(atHome);
  if (!atHome) {
    drawMessages(room, draw);
    drawComposer(room);
  }
  drawModal();
  document.title = `${atHome ? 'Partner' : room.direct ? 'Direct message' : `#${room.name}`} · ${here.state.team.name}`;
  // Slack says app_home_opened whenever someone looks at the app, on either tab.
  const looking = here.open === 'partner' ? `${here.state.me}/${here.tab}` : '';
  if (looking !== asked) {
    asked = looking;
    if (looking) act('home', { tab: here.tab });
  }
}

function drawNotice() {
  const away = !here.state.connected && !here.state.http;
  const text = !here.state.installed ? 'Partner is not installed in this workspace.' : away ? 'Partner is not connected yet. Start the bot; what you write waits for it.' : '';
  const box = document.getElementById('notice');
  if (box.textContent !== text) fill(box, text);
}

function go(open, tab = 'messages') {
  here.open = open;
  here.tab = tab;
  remember();
  draw();
}

async function become(name) {
  closeMenu();
  here.as = name;
  remember();
  await refresh();
}

let busy = null;
let again = false;
async function refresh() {
  // One question at a time; changes that come meanwhile are asked for once more.
  if (busy) { again = true; return busy; }
  busy = (async () => {
    do {
      again = false;
      await getState();
      colorCast();
      draw();
    } while (again);
  })();
  try { await busy; } finally { busy = null; }
}

function drawHint() {
  const box = document.getElementById('hint');
  if (new URLSearchParams(location.search).has('nohint') || localStorage.getItem('hint') === 'closed') return;
  const close = () => { localStorage.setItem('hint', 'closed'); fill(box); };
  fill(box, h('aside', { class: 'hint-panel', 'aria-label': 'Try this' }, h('b', {}, 'Try this'), h('button', { type: 'button', class: 'x', 'aria-label': 'Close the hint', onclick: close }, icon('close')),
    h('ol', {}, h('li', {}, 'Type ', h('code', {}, '/sbi @bob'), ' below and fill in the form.'), h('li', {}, 'Become Bob at the top and read what arrived.'), h('li', {}, 'Move the clock to see reminders come.'))));
}

drawHint();
remember();
await refresh();
const changes = new EventSource('/sim/changes');
changes.onmessage = refresh;
setInterval(() => { if (here.state) { here.state.now += 15000; drawTopbar(become); } }, 15000);
