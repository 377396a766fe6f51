// Runs Slack's official clients against a simulator and prints one line per rule: {"rule","ok","detail"}.
// usage: node exercise.mjs <url> <bot token> <app token> <signing secret>

import assert from 'node:assert/strict';
import { WebClient, LogLevel } from '@slack/web-api';
import { SocketModeClient } from '@slack/socket-mode';
import bolt from '@slack/bolt';
import { Simulator } from './simulator.mjs';

const [url, botToken, appToken, signingSecret] = process.argv.slice(2);
const simulator = new Simulator(url);
const slackApiUrl = `${url}/api/`;
const quiet = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, getLevel() { return LogLevel.ERROR; }, setName() {} };

async function rule(name, check) {
  try {
    await check();
    console.log(JSON.stringify({ rule: name, ok: true }));
  } catch (failure) {
    console.log(JSON.stringify({ rule: name, ok: false, detail: String(failure?.stack ?? failure).slice(0, 1500) }));
  }
}

const heard = (emitter, event) => new Promise((resolve, reject) => {
  const late = setTimeout(() => reject(new Error(`never heard ${event}`)), 20_000);
  emitter.once(event, given => { clearTimeout(late); resolve(given); });
});

const modal = () => ({ type: 'modal', callback_id: 'form', title: { type: 'plain_text', text: 'Form' }, submit: { type: 'plain_text', text: 'Send' },
  blocks: [{ type: 'input', block_id: 'what', label: { type: 'plain_text', text: 'What' }, element: { type: 'plain_text_input', action_id: 'text' } }] });

async function webApi() {
  const web = new WebClient(botToken, { slackApiUrl, logger: quiet, retryConfig: { retries: 2, minTimeout: 10, maxTimeout: 20, factor: 1, randomize: false } });

  await rule('web-api: a call is answered', async () => {
    const who = await web.auth.test();
    assert.equal(who.team_id, 'T0PARTNER');
    const posted = await web.chat.postMessage({ channel: 'U0ANNARCHER', text: 'Hello', metadata: { event_type: 'partner_work', event_payload: { id: '7' } } });
    const history = await web.conversations.history({ channel: posted.channel, include_all_metadata: true });
    assert.equal(history.messages[0].metadata.event_payload.id, '7');
  });
  await rule('web-api: 429 is retried after Retry-After', async () => {
    await simulator.act('faults', { kind: 'RateLimited', method: 'users.info', retry_after: 1 });
    const answer = await web.users.info({ user: 'U0BOBBRANDT' });
    assert.equal(answer.user.tz, 'Europe/Berlin');
    const statuses = (await simulator.get('calls')).filter(call => call.method === 'users.info').map(call => call.status);
    assert.deepEqual(statuses, [429, 200]);
  });
  await rule('web-api: invalid_blocks names the place', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }];
    await assert.rejects(web.chat.postMessage({ channel: 'U0ANNARCHER', text: 'x', blocks }), failure => {
      assert.equal(failure.data.error, 'invalid_blocks');
      assert.match(failure.data.response_metadata.messages[0], /json-pointer:\/blocks\/0\/text\/text/);
      return true;
    });
  });
  await rule('web-api: a file is uploaded and shared', async () => {
    const room = (await web.conversations.open({ users: 'U0ANNARCHER' })).channel.id;
    await web.filesUploadV2({ channel_id: room, filename: 'export.json', content: '{"notes":[]}', initial_comment: 'Your export' });
    const message = (await simulator.direct('ann')).messages.at(-1);
    assert.equal(message.json.files[0].name, 'export.json');
    assert.equal(message.json.files[0].size, 12);
  });
  await rule('web-api: a reset connection is retried', async () => {
    await simulator.act('faults', { kind: 'ResetBefore', method: 'users.list' });
    assert.ok((await web.users.list()).members.some(member => member.deleted));
  });
}

async function socketMode() {
  const socket = new SocketModeClient({ appToken, clientOptions: { slackApiUrl }, logger: quiet });
  socket.on('error', () => {});

  await rule('socket-mode: hello arrives', async () => {
    const connected = heard(socket, 'connected');
    await socket.start();
    await connected;
    await simulator.until(async () => (await simulator.state('ann')).sockets === 1, 'one socket');
  });
  await rule('socket-mode: a message is an event', async () => {
    const message = heard(socket, 'message');
    await simulator.act('write', { as: 'ann', channel: (await simulator.direct('ann')).id, text: 'hello <you> @bob' });
    const { event, ack } = await message;
    await ack();
    assert.equal(event.text, 'hello &lt;you&gt; <@U0BOBBRANDT>');
    assert.equal(event.channel_type, 'im');
  });
  await rule('socket-mode: the payload of an ack is the reply to a command', async () => {
    socket.once('slash_commands', async ({ body, ack }) => ack({ text: `You said ${body.text}` }));
    await simulator.act('run', { as: 'ann', channel: 'general', text: '/sbi help' });
    const general = (await simulator.state('ann')).conversations.find(room => room.name === 'general');
    assert.equal(general.messages.at(-1).json.text, 'You said help');
    assert.equal(general.messages.at(-1).ephemeral, true);
  });
  for (const reason of ['warning', 'refresh_requested']) {
    await rule(`socket-mode: the client comes back after ${reason}`, async () => {
      const back = heard(socket, 'connected');
      await simulator.act('sockets', { do: reason });
      await back;
    });
  }
  await rule('socket-mode: the client comes back after a cut', async () => {
    const back = heard(socket, 'connected');
    await simulator.act('sockets', { do: 'drop' });
    await back;
  });
  await socket.disconnect();
  await simulator.until(async () => (await simulator.state('ann')).sockets === 0, 'no sockets');
}

async function boltReceiver() {
  const app = new bolt.App({ signingSecret, logger: quiet, clientOptions: { slackApiUrl }, authorize: async () => ({ botToken, botId: 'B0PARTNER01', botUserId: 'U0PARTNER01' }) });
  const seen = {};
  app.command('/sbi', async ({ command, ack, client }) => { seen.command = command; await ack(); await client.views.open({ trigger_id: command.trigger_id, view: modal() }); });
  app.event('app_home_opened', async ({ event, client }) => { seen.home = event; await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'actions', block_id: 'row', elements: [{ type: 'button', action_id: 'press', text: { type: 'plain_text', text: 'Press' }, value: '7' }] }] } }); });
  app.view('form', async ({ ack, view }) => { seen.values = view.state.values; await ack(view.state.values.what.text.value === 'more' ? undefined : { response_action: 'errors', errors: { what: 'Say more' } }); });
  app.action('press', async ({ ack, action }) => { seen.action = action; await ack(); });
  const server = await app.start({ port: 0, host: '127.0.0.1' });
  const at = `http://127.0.0.1:${server.address().port}/slack/events`;
  await simulator.act('bot', { events: at, commands: at, interactions: at });

  let view;
  await rule('bolt: a signed command is accepted', async () => {
    const answer = await simulator.act('run', { as: 'ann', channel: 'general', text: '/sbi @bob' });
    assert.equal(answer.trouble, null);
    assert.equal(seen.command.text, '<@U0BOBBRANDT|bob>');
    view = (await simulator.until(async () => (await simulator.state('ann')).modals[0], 'the modal')).view;
  });
  await rule('bolt: errors of a view_submission stand in the view', async () => {
    await simulator.act('press', { as: 'ann', view: view.id, block_id: 'what', action_id: 'text', chosen: { type: 'plain_text_input', value: 'less' } });
    await simulator.act('submit', { as: 'ann', view: view.id });
    assert.equal(seen.values.what.text.value, 'less');
    assert.deepEqual((await simulator.state('ann')).modals[0].errors, { what: 'Say more' });
  });
  await rule('bolt: an accepted view_submission closes the view', async () => {
    await simulator.act('press', { as: 'ann', view: view.id, block_id: 'what', action_id: 'text', chosen: { type: 'plain_text_input', value: 'more' } });
    await simulator.act('submit', { as: 'ann', view: view.id });
    assert.equal((await simulator.state('ann')).modals.length, 0);
  });
  await rule('bolt: an event is accepted and block_actions follow', async () => {
    await simulator.act('home', { as: 'bob', tab: 'home' });
    const home = await simulator.until(async () => (await simulator.state('bob')).home, 'a Home tab');
    assert.equal(seen.home.tab, 'home');
    const answer = await simulator.act('press', { as: 'bob', view: home.id, block_id: 'row', action_id: 'press' });
    assert.equal(answer.trouble, null);
    assert.equal(seen.action.value, '7');
  });
  await app.stop();

  await rule('bolt: another secret refuses our signature', async () => {
    const stranger = new bolt.App({ signingSecret: 'another secret', logger: quiet, authorize: async () => ({ botToken }) });
    stranger.command('/sbi', async ({ ack }) => { await ack(); });
    const other = await stranger.start({ port: 0, host: '127.0.0.1' });
    const there = `http://127.0.0.1:${other.address().port}/slack/events`;
    await simulator.act('bot', { commands: there });
    const answer = await simulator.act('run', { as: 'ann', channel: 'general', text: '/sbi' });
    await stranger.stop();
    assert.match(answer.trouble, /dispatch_unknown_error/);
    assert.equal((await simulator.get('deliveries')).at(-1).failure, 'http_error');
  });
}

await webApi();
await socketMode();
await boltReceiver();
await rule('nothing was called that Slack does not have', async () => {
  const state = await simulator.state('ann');
  assert.deepEqual([state.unknown_calls, state.violations], [[], []]);
});
process.exit(0);
