// Reads JSON Lines {"id","text"} and answers for each tool which texts it flags, and how long it took: what they say without being told the task.
import { readFileSync } from 'node:fs';
import { text as alex } from 'alex';
import writeGood from 'write-good';
import Sentiment from 'sentiment';
import vader from 'vader-sentiment';
import { retext } from 'retext';
import retextEnglish from 'retext-english';
import retextProfanities from 'retext-profanities';
import retextStringify from 'retext-stringify';

const texts = readFileSync(0, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));
const sentiment = new Sentiment();
const profanities = retext().use(retextEnglish).use(retextProfanities).use(retextStringify);
const tools = {
    'alex': text => alex(text).messages.length > 0,
    'write-good': text => writeGood(text).length > 0,
    'sentiment (AFINN)': text => sentiment.analyze(text).score < 0,
    'vader-sentiment': text => vader.SentimentIntensityAnalyzer.polarity_scores(text).compound < -0.05,
    'retext-profanities': text => profanities.processSync(text).messages.length > 0,
};
for (const [name, flags] of Object.entries(tools)) {
    for (const { text } of texts) flags(text); // warm
    const started = process.hrtime.bigint();
    const flagged = texts.filter(({ text }) => flags(text)).map(({ id }) => id);
    const microseconds = Number(process.hrtime.bigint() - started) / 1000 / texts.length;
    console.log(JSON.stringify({ name, flagged, microseconds }));
}
