// The first page: what stands, this machine, the suite, and the graphs somebody added.

import { LitElement, html, nothing, repeat } from '../vendor/lit/lit.js';
import { alerts, summary } from './alerts.js';
import { checkOf, metricOf, parseName } from './format.js';
import { checkNames, findPanels } from './panels.js';
import './finder.js';
import './graph.js';

const RANGES = [
  { minutes: 15, label: '15 min', rollup: '1m', step: 60 },
  { minutes: 60, label: '1 h', rollup: '1m', step: 60 },
  { minutes: 360, label: '6 h', rollup: '1m', step: 60 },
  { minutes: 1440, label: '24 h', rollup: '5m', step: 300 },
];
const SOON_MS = 4000;
const LATER_MS = 60_000;

export class Overview extends LitElement {
  static properties = {
    sections: { state: true },
    added: { state: true },
    range: { state: true },
    trouble: { state: true },
    searched: { state: true },
    names: { state: true },
  };

  constructor() {
    super();
    const query = new URLSearchParams(location.search);
    this.sections = [];
    this.added = query.getAll('graph').filter((stream) => stream.indexOf('/') === 36);
    this.range = RANGES.find((range) => String(range.minutes) === query.get('range')) ?? RANGES[1];
    this.trouble = '';
    this.searched = false;
    this.names = new Map();
    this.refresh = () => this.requestUpdate();
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    alerts.addEventListener('change', this.refresh);
    if (this.added.length > 0) checkNames().then((names) => (this.names = names));
    this.find();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    alerts.removeEventListener('change', this.refresh);
    clearTimeout(this.timer);
  }

  /** Looks for the streams, soon again while there is little, now and then later. */
  async find() {
    try {
      const sections = await findPanels();
      if (JSON.stringify(sections) !== JSON.stringify(this.sections)) this.sections = sections;
      this.trouble = '';
      this.searched = true;
    } catch (refused) {
      this.trouble = refused.message;
    }
    const settled = this.sections.length > 1 && !this.trouble;
    if (this.isConnected) this.timer = setTimeout(() => this.find(), settled ? LATER_MS : SOON_MS);
  }

  add(stream) {
    if (!this.added.includes(stream)) this.keep([...this.added, stream]);
    checkNames().then((names) => (this.names = names));
    this.updateComplete.then(() => this.querySelector('#added')?.scrollIntoView({ block: 'nearest' }));
  }

  keep(added) {
    this.added = added;
    this.remember();
  }

  remember() {
    const query = new URLSearchParams();
    if (this.range !== RANGES[1]) query.set('range', this.range.minutes);
    this.added.forEach((stream) => query.append('graph', stream));
    history.replaceState(null, '', `${location.pathname}${query.size > 0 ? `?${query}` : ''}${location.hash}`);
  }

  render() {
    return html`
      <div class="top">
        <h1 tabindex="-1">Overview</h1>
        <div class="tools">
          <vedette-finder @add=${(event) => this.add(event.detail.stream)}></vedette-finder>
          ${this.ranges()}
        </div>
      </div>
      <p class="banner ${alerts.active.size > 0 || alerts.trouble ? 'bad' : 'good'}" role="status">
        ${summary()} ${alerts.active.size > 0 ? html`<a href="#/alerts">Look at them</a>` : nothing}
      </p>
      ${this.trouble ? html`<p class="banner bad" role="alert">Streams cannot be listed: ${this.trouble} Trying again.</p>` : nothing}
      ${this.added.length > 0 ? this.own() : nothing}
      ${this.sections.length === 0 && !this.trouble
        ? html`<p class="empty">${this.searched ? 'No streams yet. The first appear here by themselves, about ten seconds after a broker has enrolled.' : 'Looking for streams.'}</p>`
        : nothing}
      ${repeat(this.sections, (section) => section.heading, (section) => this.section(section))}
    `;
  }

  own() {
    return html`<section aria-label="Your graphs">
      <h2>Your graphs</h2>
      <div class="grid" id="added">${repeat(this.added, (stream) => stream, (stream) => this.ownGraph(stream))}</div>
    </section>`;
  }

  ranges() {
    return html`<div class="ranges" role="group" aria-label="Range of the graphs">
      ${RANGES.map(
        (range) => html`<button
          aria-pressed=${range === this.range}
          @click=${() => {
            this.range = range;
            this.remember();
          }}
        >
          ${range.label}
        </button>`,
      )}
    </div>`;
  }

  section({ heading, panels }) {
    return html`<section aria-label=${heading}>
      <h2>${heading}</h2>
      <div class="grid">
        ${repeat(
          panels,
          (panel) => panel.heading,
          (panel) => html`<vedette-graph .heading=${panel.heading} .note=${panel.note} .series=${panel.series} .range=${this.range}></vedette-graph>`,
        )}
      </div>
    </section>`;
  }

  ownGraph(stream) {
    const { path, tags } = parseName(metricOf(stream));
    const check = this.names.get(checkOf(stream))?.name ?? `check ${checkOf(stream).slice(0, 8)}`;
    return html`<vedette-graph
      .heading=${path}
      .note=${[check, ...tags].join(' · ')}
      .series=${[{ stream, label: path }]}
      .range=${this.range}
      removable
      @remove=${() => this.keep(this.added.filter((one) => one !== stream))}
    ></vedette-graph>`;
  }
}

customElements.define('vedette-overview', Overview);
