// The page's one EventSource: whoever draws a stream watches it here, and the connection names exactly what is watched.

import { SIGNED_OUT } from './api.js';
import { checkOf } from './format.js';

const SETTLE_MS = 150;
const RETRY_MS = 3000;
const HIDDEN_MS = 60_000;
const GAP_MS = 15_000;
const MOST_STREAMS = 100;

/**
 * Events: `state` (this.state changed), `alert` (detail: the alert), `gap` (live samples are missing: load history anew), `gone` (a check was
 * deleted). States: starting, live, degraded (Kafka is away), offline (nobody answers).
 */
class Live extends EventTarget {
  state = 'starting';
  #watchers = new Map();
  #gone = new Set();
  #source = null;
  #url = '';
  #timer = 0;
  #hiddenTimer = 0;
  #hidden = false;
  #running = false;
  #lastHeard = 0;

  constructor() {
    super();
    document.addEventListener('visibilitychange', () => this.#visibility());
  }

  start() {
    this.#running = true;
    this.#plan();
  }

  stop() {
    this.#running = false;
    clearTimeout(this.#timer);
    this.#close();
    this.#become('starting');
  }

  /**
   * @param {string} stream `<check uuid>/<metric>`
   * @param {(sample: {time: number, value: number|string|null, type: string, kind: string}) => void} take
   * @returns {() => void} stops watching
   */
  watch(stream, take) {
    const takers = this.#watchers.get(stream) ?? new Set();
    this.#watchers.set(stream, takers.add(take));
    this.#plan();
    return () => {
      takers.delete(take);
      if (takers.size === 0 && this.#watchers.get(stream) === takers) this.#watchers.delete(stream);
      this.#plan();
    };
  }

  /** Whether the stream's check is known to be deleted. */
  isGone(stream) {
    return this.#gone.has(checkOf(stream));
  }

  #plan() {
    clearTimeout(this.#timer);
    if (this.#running) this.#timer = setTimeout(() => this.#connect(), SETTLE_MS);
  }

  #connect() {
    const url = this.#wanted();
    if (this.#source && url === this.#url) return;
    this.#close();
    this.#url = url;
    const source = new EventSource(url);
    this.#source = source;
    source.onopen = () => this.#opened();
    source.onerror = () => this.#broken(source);
    source.addEventListener('sample', (event) => this.#sample(JSON.parse(event.data)));
    source.addEventListener('alert', (event) => this.#tell('alert', JSON.parse(event.data)));
    source.addEventListener('degraded', () => this.#become('degraded'));
    source.addEventListener('recovered', () => {
      this.#become('live');
      this.#tell('gap');
    });
  }

  #wanted() {
    const query = new URLSearchParams({ alerts: 'true' });
    if (!this.#hidden) {
      const streams = [...this.#watchers.keys()].filter((stream) => !this.isGone(stream)).sort();
      streams.slice(0, MOST_STREAMS).forEach((stream) => query.append('metric', stream));
    }
    return `/api/stream?${query}`;
  }

  #sample(sample) {
    this.#lastHeard = Date.now();
    this.#watchers.get(sample.stream)?.forEach((take) => take(sample));
  }

  #opened() {
    const away = this.#lastHeard === 0 ? 0 : Date.now() - this.#lastHeard;
    this.#lastHeard = Date.now();
    this.#become('live');
    if (away > GAP_MS) this.#tell('gap');
  }

  /** A cut is mended by the browser itself; a refusal is looked into here. */
  async #broken(source) {
    if (source !== this.#source) return;
    this.#become('offline');
    if (source.readyState !== EventSource.CLOSED) return;
    const refusedUrl = this.#url;
    this.#close();
    const delay = (await this.#asksForLess(refusedUrl)) ? 0 : RETRY_MS;
    clearTimeout(this.#timer);
    if (this.#running) this.#timer = setTimeout(() => this.#connect(), delay);
  }

  /** Finds out why the connection was refused; true when the next attempt leaves out what it was refused for. */
  async #asksForLess(url) {
    const aborter = new AbortController();
    try {
      const answer = await fetch(url, { signal: aborter.signal });
      if (answer.status === 401) window.dispatchEvent(new CustomEvent(SIGNED_OUT));
      if (answer.status !== 404) return false;
      const check = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec((await answer.json()).detail ?? '')?.[0];
      if (!check || this.#gone.has(check)) return false;
      this.#gone.add(check);
      this.#tell('gone');
      return true;
    } catch {
      return false; // Nobody answers: the next attempt will tell.
    } finally {
      aborter.abort();
    }
  }

  /** A page nobody looks at watches no metrics after a while. */
  #visibility() {
    clearTimeout(this.#hiddenTimer);
    if (document.hidden) {
      this.#hiddenTimer = setTimeout(() => this.#setHidden(true), HIDDEN_MS);
    } else if (this.#hidden) {
      this.#setHidden(false);
      this.#tell('gap');
    }
  }

  #setHidden(hidden) {
    this.#hidden = hidden;
    this.#plan();
  }

  #close() {
    this.#source?.close();
    this.#source = null;
    this.#url = '';
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #become(state) {
    if (this.state === state) return;
    this.state = state;
    this.#tell('state');
  }
}

export const live = new Live();
