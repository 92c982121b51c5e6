// One graph: the rollups of the range first, then what the live streams bring.

import { LitElement, html, nothing, repeat } from '../vendor/lit/lit.js';
import { get } from './api.js';
import { clock, exactClock, metricOf, show, unitOf, isCounter } from './format.js';
import { live } from './live.js';
import { Series } from './series.js';

const LEAST_SPAN_S = 300;
const MOST_TEXTS = 7;
const POWERS_OF_TWO = Array.from({ length: 60 }, (_, power) => 2 ** (power - 10));
const dark = window.matchMedia('(prefers-color-scheme: dark)');

/**
 * `<vedette-graph>`: attribute `stream` is the first stream it draws, `points` how many points of it are on the canvas now.
 *
 * @property {string} heading
 * @property {string} note whose streams they are; without it the extent of what is drawn stands there
 * @property {{stream: string, label: string}[]} series
 * @property {{minutes: number, label: string, rollup: string, step: number}} range
 * @property {boolean} removable shows the button that fires `remove`
 */
export class Graph extends LitElement {
  static properties = {
    heading: {},
    note: {},
    series: { attribute: false },
    range: { attribute: false },
    removable: { type: Boolean },
    trouble: { state: true },
    hovered: { state: true },
    texts: { state: true },
    loaded: { state: true },
  };

  constructor() {
    super();
    this.series = [];
    this.trouble = '';
    this.texts = [];
    this.hovered = null;
    this.loaded = false;
    this.lines = [];
    this.stops = [];
    this.frame = 0;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.listening = new AbortController();
    const { signal } = this.listening;
    live.addEventListener('gap', () => this.loadHistory(), { signal });
    live.addEventListener('gone', () => this.requestUpdate(), { signal });
    dark.addEventListener('change', () => this.rebuild(), { signal });
    this.sizes = new ResizeObserver(() => this.resize());
    this.ticking = setInterval(() => this.draw(), 1000);
    if (this.hasUpdated) this.begin();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.listening.abort();
    this.sizes.disconnect();
    clearInterval(this.ticking);
    this.end();
  }

  willUpdate(changed) {
    if (changed.has('series')) this.setAttribute('stream', this.series[0]?.stream ?? '');
  }

  updated(changed) {
    const before = changed.get('series');
    if (changed.has('series') && JSON.stringify(before) !== JSON.stringify(this.series)) this.begin();
    else if (changed.has('range')) this.loadHistory();
  }

  begin() {
    this.end();
    this.unit = unitOf(metricOf(this.series[0].stream));
    this.lines = this.series.map(({ stream }) => new Series(isCounter(metricOf(stream))));
    this.stops = this.series.map(({ stream }, index) => live.watch(stream, (sample) => this.take(index, sample)));
    this.sizes.observe(this.querySelector('.plot'));
    this.rebuild();
    this.loadHistory();
  }

  end() {
    this.stops.forEach((stop) => stop());
    this.stops = [];
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.plot?.destroy();
    this.plot = null;
  }

  take(index, sample) {
    if (sample.type === 'h' || sample.type === 'H') return;
    if (typeof sample.value === 'string') {
      this.read(sample.time, sample.value);
    } else if (this.lines[index].add(sample.time, sample.value)) {
      this.frame ||= requestAnimationFrame(() => this.draw());
    }
  }

  /** A text that says what the last one said is no news. */
  read(time, text) {
    if (this.texts[0]?.text !== text) this.texts = [{ time, text }, ...this.texts].slice(0, MOST_TEXTS);
  }

  async loadHistory() {
    const end = Math.floor(Date.now() / 1000) + 1;
    const query = new URLSearchParams({ start: end - this.range.minutes * 60, end, rollup: this.range.rollup });
    query.append('function', isCounter(metricOf(this.series[0].stream)) ? 'counter' : 'average');
    this.series.forEach(({ stream }) => query.append('stream', stream));
    try {
      const { streams } = await get(`/api/data?${query}`);
      streams.forEach(({ stream, points }) => {
        const index = this.series.findIndex((one) => one.stream === stream);
        this.lines[index]?.setHistory(points, this.range.step);
      });
      this.trouble = '';
    } catch (refused) {
      this.trouble = `No history: ${refused.message}`;
    }
    this.loaded = true;
    this.draw();
  }

  draw() {
    this.frame = 0;
    if (!this.plot || document.hidden) return;
    const now = Date.now() / 1000;
    const drawn = this.lines.map((line) => line.drawn(now - this.range.minutes * 60, now));
    const first = Math.min(...drawn.map((points) => points.find((point) => point[1] !== null)?.[0] ?? now));
    this.span = [Math.min(Math.max(first, now - this.range.minutes * 60), now - LEAST_SPAN_S), now];
    this.plot.setData(uPlot.join(drawn.map((points) => [points.map((p) => p[0]), points.map((p) => p[1])])));
    const count = drawn[0]?.filter((point) => point[1] !== null).length ?? 0;
    const latest = drawn.map((points) => points.findLast((point) => point[1] !== null) ?? null);
    this.setAttribute('points', count);
    if (JSON.stringify(latest) !== JSON.stringify(this.latest)) {
      this.latest = latest;
      this.requestUpdate();
    }
  }

  rebuild() {
    this.plot?.destroy();
    this.plot = new uPlot(this.options(), [[]], this.querySelector('.plot'));
    this.draw();
  }

  resize() {
    const size = this.room();
    if (this.plot && size.width > 0 && (size.width !== this.plot.width || size.height !== this.plot.height)) this.plot.setSize(size);
  }

  /** What the card leaves for the canvas. */
  room() {
    const box = this.querySelector('.plot');
    return { width: box?.clientWidth ?? 0, height: box?.clientHeight ?? 0 };
  }

  options() {
    const style = getComputedStyle(this);
    const color = (name) => style.getPropertyValue(name).trim();
    const axis = { stroke: color('--muted'), font: '11px system-ui, sans-serif', ticks: { show: false } };
    const grid = { stroke: color('--grid'), width: 1 };
    const incrs = this.unit.startsWith('bytes') ? POWERS_OF_TWO : undefined;
    return {
      ...this.room(),
      padding: [10, 18, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { size: 7 }, drag: { x: false, y: false } },
      scales: { x: { time: true, range: () => this.span ?? [0, 1] }, y: { range: (_, low, high) => this.heights(low, high) } },
      axes: [
        { ...axis, grid: { show: false }, size: 24, space: 50, values: (_, marks) => marks.map((mark) => clock(mark * 1000)) },
        { ...axis, grid, incrs, size: 62, gap: 6, space: 34, values: (_, marks) => marks.map((mark) => show(mark, this.unit)) },
      ],
      series: [{}, ...this.series.map((_, index) => this.line(color(`--line-${(index % 6) + 1}`)))],
      hooks: { setCursor: [(plot) => this.hover(plot.cursor.idx)] },
    };
  }

  line(color) {
    return {
      stroke: color,
      width: 1.75,
      fill: this.series.length === 1 ? `color-mix(in srgb, ${color} 13%, transparent)` : undefined,
      points: { show: (plot, line, from, to) => to - from < 4, size: 5 },
    };
  }

  /** From nothing to a little above the highest, so that heights compare; a percentage never above its whole. */
  heights(low, high) {
    if (low === null || high === null) return [0, 1];
    if (this.unit === 'percent') return [0, Math.min(100, Math.max(10, high * 1.2))];
    const bottom = Math.min(0, low * 1.1);
    return [bottom, high > bottom ? high + (high - bottom) * 0.12 : bottom + 1];
  }

  hover(index) {
    const shown = index === null || index === undefined ? null : index;
    if (shown === this.hovered) return;
    this.hovered = shown;
  }

  /** What stands beside a line's name: its value under the pointer, else its newest. */
  valueOf(index) {
    if (this.hovered !== null && this.plot) return this.plot.data[index + 1]?.[this.hovered] ?? null;
    return this.latest?.[index]?.[1] ?? null;
  }

  render() {
    const time = this.hovered !== null && this.plot ? this.plot.data[0][this.hovered] : null;
    return html`
      <figure class="card graph">
        <figcaption>
          <div class="names">
            <h3>${this.heading}</h3>
            <p class="note">${time ? exactClock(time * 1000) : this.note || this.extent()}</p>
          </div>
          ${this.series.length === 1 && this.texts.length === 0 ? html`<output class="now">${show(this.valueOf(0), this.unit)}</output>` : nothing}
          ${this.removable
            ? html`<button class="quiet" @click=${() => this.dispatchEvent(new CustomEvent('remove'))} aria-label="Remove ${this.heading}" title="Remove">×</button>`
            : nothing}
        </figcaption>
        <div class="plot" aria-hidden="true" ?hidden=${this.texts.length > 0}></div>
        ${this.series.length > 1 ? this.legend() : nothing} ${this.remark()}
      </figure>
    `;
  }

  /** The lowest and highest that are drawn, in words. */
  extent() {
    const values = this.plot?.data[1]?.filter((value) => typeof value === 'number') ?? [];
    if (values.length === 0) return '';
    const [low, high] = [show(Math.min(...values), this.unit), show(Math.max(...values), this.unit)];
    return `${low === high ? `steady at ${low}` : `${low} to ${high}`} in ${this.range.label}`;
  }

  legend() {
    return html`<ul class="legend">
      ${repeat(
        this.series,
        (one) => one.stream,
        (one, index) => html`<li>
          <i class="line-${(index % 6) + 1}"></i><span>${one.label}</span><output>${show(this.valueOf(index), this.unit)}</output>
        </li>`,
      )}
    </ul>`;
  }

  remark() {
    if (this.texts.length > 0) {
      return html`<ol class="texts">
        ${this.texts.map(({ time, text }) => html`<li><time>${exactClock(time)}</time> ${text}</li>`)}
      </ol>`;
    }
    const words = live.isGone(this.series[0]?.stream ?? '')
      ? 'This check was deleted; its history stays.'
      : this.trouble || (this.latest?.some(Boolean) ? '' : this.loaded ? 'Waiting for the first sample.' : 'Reading history.');
    return words ? html`<p class="remark">${words}</p>` : nothing;
  }
}

customElements.define('vedette-graph', Graph);
