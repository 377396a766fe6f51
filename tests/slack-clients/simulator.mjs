// What people do in the simulator, for scripts: its own endpoints and nothing of Slack's clients.

export class Simulator {
  constructor(url) { this.url = url; }

  async act(what, body = {}) {
    const response = await fetch(`${this.url}/sim/${what}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    return response.json();
  }

  async get(what) { return (await fetch(`${this.url}/sim/${what}`)).json(); }

  async state(as) { return this.get(`state?as=${as}`); }

  async direct(as) {
    const state = await this.state(as);
    return state.conversations.find(room => room.direct && room.with === state.team.bot_user_id);
  }

  /** Waits for something in the simulator; each of its changes is a reason to look again. */
  async until(look, what) {
    const stop = AbortSignal.timeout(20_000);
    const changes = await fetch(`${this.url}/sim/changes`, { signal: stop });
    try {
      for await (const _ of changes.body) {
        const found = await look();
        if (found) return found;
      }
    } catch (failure) {
      if (!stop.aborted) throw failure;
    }
    throw new Error(`Waited in vain for ${what}`);
  }
}
