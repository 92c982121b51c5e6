// Who runs which version of the configuration, and who is behind.

import { html, nothing, repeat } from '../vendor/lit/lit.js';
import { ago } from './format.js';
import { Polled } from './polled.js';

export class Readers extends Polled {
  constructor() {
    super('/api/config-announcements/readers', 3000);
  }

  render() {
    const readers = this.answer?.readers ?? [];
    const behind = readers.filter((one) => one.isBehind);
    if (!this.answer && !this.trouble) return nothing;
    return html`<section class="card feed" aria-label="Configuration">
      <header>
        <h2>Configuration</h2>
        ${this.answer
          ? html`<p class="note">version ${this.answer.version.toLocaleString()} · ${
              behind.length > 0 ? `behind: ${[...new Set(behind.map((one) => one.service))].join(', ')}` : 'nobody is behind'
            }</p>`
          : nothing}
      </header>
      ${this.trouble ? html`<p class="note wrong" role="alert">Who is behind cannot be read: ${this.trouble}</p>` : this.table(readers)}
    </section>`;
  }

  table(readers) {
    return html`<div class="scroll">
      <table>
        <thead>
          <tr><th scope="col">Service</th><th scope="col">State</th><th scope="col">Version</th><th scope="col">Told</th></tr>
        </thead>
        <tbody>
          ${repeat(readers, (one) => `${one.service} ${one.instance}`, (one) => this.row(one))}
        </tbody>
      </table>
    </div>`;
  }

  row(one) {
    return html`<tr>
      <th scope="row">${one.service}<span class="note">${one.instance}</span></th>
      <td><span class="dot ${one.isBehind ? 'bad' : 'good'}"></span>${one.isBehind ? 'behind' : 'up to date'}</td>
      <td>${one.version.toLocaleString()}</td>
      <td>${ago(Date.parse(one.heard))}</td>
    </tr>`;
  }
}

customElements.define('vedette-readers', Readers);
