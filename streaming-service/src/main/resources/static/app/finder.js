// Finds any stream by a part of its name and puts its graph on the page.

import { LitElement, html, nothing, repeat, classMap } from '../vendor/lit/lit.js';
import { checkOf, metricOf, parseName } from './format.js';
import { checkNames, search } from './panels.js';

const PAUSE_MS = 200;
const MOST = 30;

/** Fires `add` with detail `{stream}`. */
export class Finder extends LitElement {
  static properties = { found: { state: true }, active: { state: true }, words: { state: true }, open: { state: true } };

  constructor() {
    super();
    this.found = [];
    this.active = 0;
    this.words = '';
    this.open = false;
    this.asked = 0;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    checkNames().then((names) => (this.names = names));
  }

  typed(text) {
    clearTimeout(this.pause);
    this.open = text.trim() !== '';
    this.words = 'Searching.';
    this.found = [];
    if (this.open) this.pause = setTimeout(() => this.ask(text.trim()), PAUSE_MS);
  }

  async ask(text) {
    const turn = ++this.asked;
    try {
      const found = await search(text, MOST);
      if (turn !== this.asked) return;
      this.found = found;
      this.active = 0;
      this.words = found.length === 0 ? `No stream has “${text}” in its name.` : '';
      if (found.length === MOST) this.words = `The first ${MOST} are shown; type more to narrow them down.`;
    } catch (refused) {
      if (turn === this.asked) this.words = refused.message;
    }
  }

  key(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves && this.found.length > 0) {
      event.preventDefault();
      this.active = (this.active + moves[event.key] + this.found.length) % this.found.length;
      this.updateComplete.then(() => this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }));
    } else if (event.key === 'Enter' && this.open && this.found[this.active]) {
      event.preventDefault();
      this.choose(this.found[this.active]);
    } else if (event.key === 'Escape') {
      this.open = false;
    }
  }

  choose(one) {
    this.open = false;
    this.querySelector('input').value = '';
    this.dispatchEvent(new CustomEvent('add', { detail: { stream: one.stream } }));
  }

  render() {
    return html`
      <div class="finder">
        <input
          id="finder"
          type="search"
          role="combobox"
          autocomplete="off"
          spellcheck="false"
          placeholder="Add a graph: part of a name"
          aria-label="Add a graph: part of a stream’s name"
          aria-controls="found"
          aria-expanded=${this.open}
          aria-activedescendant=${this.open && this.found.length > 0 ? `found-${this.active}` : nothing}
          @input=${(event) => this.typed(event.target.value)}
          @keydown=${this.key}
          @blur=${() => (this.open = false)}
        />
        ${this.open
          ? html`<div class="drop">
              <ul id="found" role="listbox" aria-label="Streams">
                ${repeat(this.found, (one) => one.stream, (one, index) => this.option(one, index))}
              </ul>
              ${this.words ? html`<p class="remark" role="status">${this.words}</p>` : nothing}
            </div>`
          : nothing}
      </div>
    `;
  }

  option(one, index) {
    const { path, tags } = parseName(metricOf(one.stream));
    // On mouse down, before the field loses its focus and the list closes.
    return html`<li
      id="found-${index}"
      role="option"
      aria-selected=${index === this.active}
      class=${classMap({ active: index === this.active })}
      @mousedown=${(event) => {
        event.preventDefault();
        this.choose(one);
      }}
    >
      <span>${path} ${tags.map((tag) => html`<span class="tag">${tag}</span>`)}</span>
      <span class="note">${this.names?.get(checkOf(one.stream))?.name ?? checkOf(one.stream).slice(0, 8)}</span>
    </li>`;
  }
}

customElements.define('vedette-finder', Finder);
