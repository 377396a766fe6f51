// The simulator's own endpoints, and what is chosen in this window.

const query = new URLSearchParams(location.search);

export const here = {
  team: query.get('team') ?? '',
  as: query.get('as') ?? sessionStorage.getItem('as') ?? 'ann',
  open: query.get('open') ?? 'partner',
  tab: query.get('tab') ?? 'messages',
  state: null,
};

export function remember() {
  sessionStorage.setItem('as', here.as);
  const now = new URLSearchParams();
  if (here.team) now.set('team', here.team);
  now.set('as', here.as);
  now.set('open', here.open);
  if (here.open === 'partner' && here.tab === 'home') now.set('tab', 'home');
  history.replaceState(null, '', `?${now}`);
}

export async function getState() {
  const answer = await fetch(`/sim/state?team=${encodeURIComponent(here.team)}&as=${encodeURIComponent(here.as)}`);
  here.state = await answer.json();
  return here.state;
}

/** Does something as the chosen person; trouble is shown, and answered. */
export async function act(what, body = {}) {
  let answer;
  try {
    const response = await fetch(`/sim/${what}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ team: here.team, as: here.as, ...body }) });
    answer = await response.json();
  } catch {
    answer = { ok: false, trouble: 'The simulator does not answer.' };
  }
  if (!answer.ok && !body.view) toast(answer.trouble);
  return answer;
}

let hide = 0;
export function toast(text) {
  const box = document.getElementById('toast');
  box.textContent = text ?? '';
  box.classList.toggle('shown', Boolean(text));
  clearTimeout(hide);
  hide = setTimeout(() => box.classList.remove('shown'), 6000);
}

export const person = id => here.state.people.find(one => one.id === id);
export const me = () => person(here.state.me);
export const bot = () => person(here.state.team.bot_user_id);

export function clock(ts, zone, withDate = false) {
  const at = new Date(Number(ts) * 1000);
  return new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit', timeZone: zone ?? 'UTC', ...(withDate ? { weekday: 'long', month: 'long', day: 'numeric' } : {}) }).format(at);
}

export function day(ts, zone) {
  const format = seconds => new Intl.DateTimeFormat('en-US', { weekday: 'long', month: 'long', day: 'numeric', timeZone: zone ?? 'UTC' }).format(new Date(seconds * 1000));
  const [that, today, yesterday] = [format(Number(ts)), format(here.state.now / 1000), format(here.state.now / 1000 - 86400)];
  return that === today ? 'Today' : that === yesterday ? 'Yesterday' : that;
}
