// How the brokers' journals are being drawn.

import { html, nothing, repeat } from '../vendor/lit/lit.js';
import { get } from './api.js';
import { ago, duration, show } from './format.js';
import { Polled } from './polled.js';
import './readers.js';

const LANES = {
  durable: 'into the stores',
  live: 'to alerts and graphs',
  control: 'checks and acknowledgements',
};

export class FeedsPage extends Polled {
  constructor() {
    super('/api/feeds', 2000);
    this.handouts = new Map();
  }

  /** How far brokers are with their checks, as far as the stratcon that answers knows. */
  async ask() {
    try {
      this.handouts = new Map((await get('/api/feeds/checks')).map((one) => [one.broker, one]));
    } catch {
      this.handouts = new Map();
    }
    await super.ask();
  }

  render() {
    return html`
      <h1 tabindex="-1">Feeds</h1>
      ${this.trouble ? html`<p class="banner bad" role="alert">The feeds cannot be read: ${this.trouble}</p>` : nothing}
      ${this.answer?.length > 0
        ? repeat(this.answer, (feed) => feed.broker, (feed) => this.broker(feed))
        : html`<p class="empty">${this.answer ? 'No broker is drawn yet. One appears here as soon as it has enrolled.' : this.trouble ? '' : 'Reading the feeds.'}</p>`}
      <vedette-readers></vedette-readers>
    `;
  }

  broker(feed) {
    const clock = Math.abs(feed.skewMs) < 100 ? 'clocks agree' : `its clock is ${duration(Math.abs(feed.skewMs))} ${feed.skewMs > 0 ? 'ahead' : 'behind'}`;
    const handout = this.handouts.get(feed.broker);
    return html`<section class="card feed">
      <header>
        <h2>${feed.name || `Broker ${feed.broker}`}</h2>
        <p class="note">drawn by ${feed.stratcon || 'nobody'} · ${clock} · told ${ago(feed.at)}</p>
        ${handout?.waiting > 0
          ? html`<p class="note wrong">behind: ${handout.waiting.toLocaleString()} changes of its checks wait${handout.trouble ? `: ${handout.trouble}` : ''}</p>`
          : nothing}
      </header>
      <div class="scroll">
        <table>
          <thead>
            <tr><th scope="col">Lane</th><th scope="col">State</th><th scope="col">Lag</th><th scope="col">Rate</th><th scope="col">Samples</th><th scope="col">Dropped</th></tr>
          </thead>
          <tbody>
            ${feed.lanes.map((lane) => this.lane(lane))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  lane(lane) {
    const control = lane.lane === 'control';
    return html`<tr>
      <th scope="row">${lane.lane}<span class="note">${LANES[lane.lane] ?? ''}</span></th>
      <td>
        <span class="dot ${lane.connected ? 'good' : 'bad'}"></span>${lane.connected ? 'connected' : 'cut'}
        <span class="note">${lane.since > 0 ? `for ${duration(Math.max(1000, Math.round((Date.now() - lane.since) / 1000) * 1000))}` : ''}</span>
        ${lane.connected || !lane.lastError ? nothing : html`<span class="note wrong">${lane.lastError}</span>`}
      </td>
      <td>${control ? '–' : duration(lane.lagMs)}<span class="note">${control ? '' : show(lane.lagBytes, 'bytes')}</span></td>
      <td>${control ? '–' : show(lane.bytesPerSecond, 'bytes/s')}</td>
      <td>${control ? '–' : lane.samples.toLocaleString()}</td>
      <td>${lane.lane === 'live' ? lane.dropped.toLocaleString() : '–'}</td>
    </tr>`;
  }
}

customElements.define('vedette-feeds', FeedsPage);
