// A page that asks again every few seconds and says so when nobody answers.

import { LitElement } from '../vendor/lit/lit.js';
import { get } from './api.js';

export class Polled extends LitElement {
  static properties = { answer: { state: true }, trouble: { state: true } };

  /**
   * @param {string} path asked
   * @param {number} everyMs how often
   */
  constructor(path, everyMs) {
    super();
    this.path = path;
    this.everyMs = everyMs;
    this.answer = null;
    this.trouble = '';
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.ask();
    this.timer = setInterval(() => document.hidden || this.ask(), this.everyMs);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  async ask() {
    try {
      this.answer = await get(this.path);
      this.trouble = '';
    } catch (refused) {
      this.trouble = refused.message;
    }
  }
}
