// Slack's own framework as the yardstick: its HTTP receiver, and a command that is acknowledged and nothing else.
import { createRequire } from 'node:module';

const { App, HTTPReceiver, LogLevel } = createRequire(new URL('../slack-clients/', import.meta.url))('@slack/bolt');

const receiver = new HTTPReceiver({
  signingSecret: process.env.SIGNING_SECRET,
  endpoints: ['/slack/commands'],
  logLevel: LogLevel.ERROR,
  customRoutes: [{ path: '/health/ready', method: 'GET', handler: (_, response) => response.end('ready') }],
});
const app = new App({ receiver, logLevel: LogLevel.ERROR, authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B0', botUserId: 'UBOT' }) });
app.command('/sbi', async ({ ack }) => ack());
await app.start({ port: Number(process.env.PORT), host: '127.0.0.1' });
process.on('SIGTERM', () => process.exit(0));
