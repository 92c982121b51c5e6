// The alerts that stand, kept by what the live connection tells.

import { LitElement, html, nothing, repeat } from '../vendor/lit/lit.js';
import { get } from './api.js';
import { ago, duration, parseName, when } from './format.js';
import { live } from './live.js';

const MOST_CLEARED = 50;
const RETRY_MS = 5000;

/** Events: `change`. Alerts are as `/api/alerts` and the event `alert` give them. */
class Alerts extends EventTarget {
  active = new Map();
  cleared = [];
  loaded = false;
  trouble = '';
  #listening = null;

  start() {
    this.stop();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    live.addEventListener('alert', (event) => this.#take(event.detail), { signal });
    live.addEventListener('gap', () => this.load(), { signal });
    this.load();
  }

  /** Forgets: the next to sign in may be somebody else. */
  stop() {
    this.#listening?.abort();
    clearTimeout(this.retrying);
    this.active = new Map();
    this.cleared = [];
    this.loaded = false;
  }

  async load() {
    try {
      const [standing, recent] = await Promise.all([get('/api/alerts?active=true'), get('/api/alerts')]);
      this.active = new Map(standing.alerts.map((alert) => [idOf(alert), alert]));
      this.cleared = recent.alerts.filter((alert) => alert.clearedMs > 0).slice(0, MOST_CLEARED);
      this.loaded = true;
      this.trouble = '';
    } catch (refused) {
      this.trouble = refused.message;
      if (refused.status !== 401) this.retrying = setTimeout(() => this.load(), RETRY_MS);
    }
    this.#changed();
  }

  /** Worst first, then newest. */
  list() {
    return [...this.active.values()].sort((a, b) => a.severity - b.severity || b.occurredMs - a.occurredMs);
  }

  #take(alert) {
    if (alert.kind === 'cleared') {
      this.active.delete(idOf(alert));
      this.cleared = [alert, ...this.cleared.filter((one) => idOf(one) !== idOf(alert))].slice(0, MOST_CLEARED);
    } else {
      this.active.set(idOf(alert), alert);
    }
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new CustomEvent('change'));
  }
}

const idOf = (alert) => alert.alertId;

export const alerts = new Alerts();

/** One sentence about what stands now. */
export function summary() {
  if (!alerts.loaded) return alerts.trouble ? `Alerts cannot be read: ${alerts.trouble}` : 'Reading the alerts.';
  const count = alerts.active.size;
  if (count === 0) return 'All is well: no alert stands.';
  const worst = alerts.list()[0].severity;
  return `${count === 1 ? 'One alert stands' : `${count} alerts stand`}, the worst of severity ${worst}.`;
}

export class AlertsPage extends LitElement {
  constructor() {
    super();
    this.refresh = () => this.requestUpdate();
    this.pointedAt = new URLSearchParams(location.search).get('alert');
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    alerts.addEventListener('change', this.refresh);
    this.ticking = setInterval(this.refresh, 10_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    alerts.removeEventListener('change', this.refresh);
    clearInterval(this.ticking);
  }

  /** A link in a message points at one alert. */
  updated() {
    if (!this.pointedAt || !alerts.loaded || this.found) return;
    this.found = this.querySelector('[aria-current]');
    this.found?.scrollIntoView({ block: 'center' });
  }

  render() {
    const standing = alerts.list();
    return html`
      <h1 tabindex="-1">Alerts</h1>
      ${alerts.trouble ? html`<p class="banner bad" role="alert">Alerts cannot be read: ${alerts.trouble} Trying again.</p>` : nothing}
      ${this.pointedAt && alerts.loaded && !this.has(this.pointedAt)
        ? html`<p class="banner">Alert ${this.pointedAt} is not among the recent ones.</p>`
        : nothing}
      ${standing.length > 0
        ? html`<ul class="rows" aria-live="polite">${repeat(standing, idOf, (alert) => this.row(alert))}</ul>`
        : html`<p class="empty" aria-live="polite">${alerts.loaded ? 'No alert stands. A new one appears here by itself.' : summary()}</p>`}
      ${alerts.cleared.length > 0
        ? html`<h2>Recently cleared</h2>
            <ul class="rows">${repeat(alerts.cleared, idOf, (alert) => this.row(alert))}</ul>`
        : nothing}
    `;
  }

  has(id) {
    return [...alerts.active.values(), ...alerts.cleared].some((alert) => String(idOf(alert)) === id);
  }

  row(alert) {
    const over = alert.clearedMs > 0;
    const pointedAt = String(idOf(alert)) === this.pointedAt;
    return html`<li class="card row" data-alert=${idOf(alert)} aria-current=${pointedAt ? 'true' : nothing}>
      <span class="severity s${over ? 0 : alert.severity}" title="Severity ${alert.severity}, 1 is the worst">${over ? '✓' : alert.severity}</span>
      <div>
        <h3>${alert.ruleSetName || parseName(alert.metricName).path}</h3>
        <p>${sentence(alert)}</p>
        <p class="note">
          ${alert.checkName} · ${parseName(alert.metricName).path} ·
          <a href="/?graph=${encodeURIComponent(`${alert.checkUuid}/${alert.metricName}`)}">graph</a>
        </p>
      </div>
      <p class="note times">
        ${over
          ? html`<span>cleared ${when(alert.clearedMs)}</span> <span>stood ${duration(alert.clearedMs - alert.occurredMs)}</span>`
          : html`<span>since ${when(alert.occurredMs)}</span> <span>${ago(alert.occurredMs)}</span>`}
      </p>
    </li>`;
  }
}

function sentence({ criteria, threshold, value, clearedMs, clearedValue }) {
  const now = clearedMs > 0 && clearedValue ? `, ${clearedValue} when it cleared` : '';
  switch (criteria) {
    case 'max value':
      return `${value} is above ${threshold}${now}.`;
    case 'min value':
      return `${value} is below ${threshold}${now}.`;
    case 'on absence':
      return `No data for ${threshold} s${now}.`;
    default:
      return `${criteria} ${threshold}: ${value}${now}.`;
  }
}

customElements.define('vedette-alerts', AlertsPage);
