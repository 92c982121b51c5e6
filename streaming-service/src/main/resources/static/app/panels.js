// Which graphs the overview shows: found by the names of streams, so that they are there as soon as the streams are.

import { get } from './api.js';
import { checkOf, metricOf } from './format.js';

const MOST_LINES = 6;

/**
 * Names of checks by uuid, as far as config-monitor answers; without it a graph is drawn all the same.
 *
 * @returns {Promise<Map<string, {name: string, type: string}>>}
 */
export async function checkNames() {
  const names = new Map();
  try {
    for (const bundle of await get('/v2/check_bundle?size=1000')) {
      for (const uuid of bundle._check_uuids ?? []) names.set(uuid, { name: bundle.display_name, type: bundle.type });
    }
  } catch {
    // Graphs do without.
  }
  return names;
}

export const search = (text, size = 200) => get(`/api/streams?size=${size}&search=${encodeURIComponent(text)}`);

/**
 * @returns {Promise<{heading: string, panels: {heading: string, note: string, series: {stream: string, label: string}[]}[]}[]>}
 */
export async function findPanels() {
  const [names, hosts, lags, drawn, cpus, durations, memories] = await Promise.all([
    checkNames(),
    search('cpu`used_percent'),
    search('`lag_seconds'),
    search('`samples'),
    search('process_cpu_usage'),
    search('duration'),
    search('used_memory'),
  ]);
  const machines = hosts.filter((one) => metricOf(one.stream) === 'cpu`used_percent').map((one) => checkOf(one.stream));
  const sections = await Promise.all(machines.map((check) => machine(check, names, machines.length === 1)));
  const suite = suitePanels(names, { lags, drawn, cpus, durations, memories });
  if (suite.length > 0) sections.push({ heading: 'The suite', panels: suite });
  return sections;
}

async function machine(check, names, alone) {
  const streams = (await get(`/api/streams?size=1000&check=${check}`)).map((one) => one.stream).sort(byName);
  const panel = (heading, note, pattern, label = (match) => match[1] ?? heading) => {
    const series = streams
      .map((stream) => ({ stream, match: pattern.exec(metricOf(stream)) }))
      .filter(({ match }) => match)
      .map(({ stream, match }) => ({ stream, label: label(match) }));
    return { heading, note, series: series.slice(0, MOST_LINES) };
  };
  return {
    heading: alone ? 'This machine' : (names.get(check)?.name ?? `Machine ${check.slice(0, 8)}`),
    panels: [
      panel('CPU used', '', /^cpu`used_percent$/),
      panel('Memory used', '', /^memory`used_percent$/),
      panel('Load', 'running or waiting processes', /^load`(\d+)min$/, (match) => `${match[1]} min`),
      panel('Disks filled', 'by mount', /^disk`(.+)`used_percent$/),
      panel('Network', 'by interface', /^network`(?!lo`|veth|docker|br-)(.+)`([rt]x)_bytes_per_second$/, (match) => `${match[1]} ${match[2] === 'rx' ? 'in' : 'out'}`),
    ].filter(({ series }) => series.length > 0),
  };
}

function suitePanels(names, { lags, drawn, cpus, durations, memories }) {
  const nameOf = (stream) => names.get(checkOf(stream))?.name.replace(/^Service /, '') ?? checkOf(stream).slice(0, 8);
  const lines = (found, matches) =>
    found
      .map((one) => one.stream)
      .filter((stream) => matches(metricOf(stream)))
      .map((stream) => ({ stream, label: nameOf(stream) }))
      .sort((a, b) => a.label.localeCompare(b.label))
      .slice(0, MOST_LINES);
  const byBroker = (found, last) =>
    lines(found, (name) => name.startsWith('broker`') && name.endsWith(`\`${last}`)).map(({ stream }) => ({
      stream,
      label: `broker ${metricOf(stream).split('`')[1]}`,
    }));
  return [
    { heading: 'Samples drawn', note: 'from the brokers into the stores', series: byBroker(drawn, 'samples') },
    { heading: 'Lag of the brokers', note: 'age of what the stores do not have yet', series: byBroker(lags, 'lag_seconds') },
    { heading: 'CPU of the services', note: 'share of the machine', series: lines(cpus, (name) => /^process_cpu_usage(\|ST|$)/.test(name)) },
    { heading: 'Answer times', note: 'of what the checks ask', series: lines(durations, (name) => name === 'duration') },
    { heading: 'Memory of Redis', note: 'used_memory', series: lines(memories, (name) => name === 'used_memory') },
  ].filter(({ series }) => series.length > 0);
}

const byName = (a, b) => metricOf(a).localeCompare(metricOf(b), undefined, { numeric: true });
