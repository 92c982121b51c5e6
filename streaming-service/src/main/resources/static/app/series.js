// One stream's points: rollups first, live samples as they come, and what is drawn of both.

const LIVE_S = 3600;
const GAP_STEPS = 2.5;
const LIVE_GAP_S = 30;

export class Series {
  #rate;
  #step = 60;
  #history = [];
  #times = [];
  #values = [];

  /**
   * @param {boolean} rate live samples are a counter's: draw their change per second, which is what its rollups hold already
   */
  constructor(rate = false) {
    this.#rate = rate;
  }

  /**
   * @param {[number, number|null][]} points start of each rollup (epoch s) and its value, oldest first
   * @param {number} step length of a rollup in seconds
   */
  setHistory(points, step) {
    this.#step = step;
    this.#history = points;
  }

  /** A live sample; one that is not newer than the last was seen before. */
  add(timeMs, value) {
    const time = timeMs / 1000;
    if (this.#times.length > 0 && time <= this.#times.at(-1)) return false;
    this.#times.push(time);
    this.#values.push(value);
    if (this.#times[0] < time - LIVE_S * 1.2) this.#forget(time - LIVE_S);
    return true;
  }

  /**
   * What lies between two times, in order: a rollup where its time has no live sample, else the samples; null marks a gap.
   *
   * @returns {[number, number|null][]}
   */
  drawn(from, to) {
    const fresh = this.#rate ? rates(this.#pairs()) : this.#pairs();
    const covered = new Set(fresh.map(([time]) => Math.floor(time / this.#step)));
    const old = this.#history
      .filter(([time]) => !covered.has(Math.floor(time / this.#step)))
      .map(([time, value]) => [Math.min(time + this.#step / 2, to), value]);
    const all = [...old, ...fresh].filter(([time]) => time >= from && time <= to).sort((a, b) => a[0] - b[0]);
    const liveGap = Math.max(LIVE_GAP_S, 3 * this.#pace());
    return withGaps(all, this.#step * GAP_STEPS, liveGap, this.#times[0] ?? Infinity);
  }

  #pairs() {
    return this.#times.map((time, index) => [time, this.#values[index]]);
  }

  /** Usual seconds between live samples. */
  #pace() {
    const tail = this.#times.slice(-8);
    const steps = tail.slice(1).map((time, index) => time - tail[index]).sort((a, b) => a - b);
    return steps[Math.floor(steps.length / 2)] ?? 0;
  }

  #forget(before) {
    const keep = this.#times.findIndex((time) => time >= before);
    this.#times.splice(0, keep);
    this.#values.splice(0, keep);
  }
}

/** Change per second between neighbours; a counter that fell began anew, and says nothing there. */
function rates(points) {
  const out = [];
  for (let i = 1; i < points.length; i++) {
    const [before, a] = points[i - 1];
    const [time, b] = points[i];
    const known = a !== null && b !== null && b >= a && time > before;
    out.push([time, known ? (b - a) / (time - before) : null]);
  }
  return out;
}

function withGaps(points, rollupGap, liveGap, liveFrom) {
  const out = [];
  for (const point of points) {
    const before = out.at(-1);
    if (before) {
      const limit = before[0] >= liveFrom ? liveGap : rollupGap;
      if (point[0] - before[0] > limit) out.push([(point[0] + before[0]) / 2, null]);
    }
    out.push(point);
  }
  return out;
}
