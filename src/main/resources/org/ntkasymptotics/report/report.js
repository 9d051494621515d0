(function () {
  'use strict';
  if (!window.uPlot || !document.getElementById('plots')) return;

  const DASH = { theory: [7, 4], corrected: [1.5, 3], singular: [9, 3, 1.5, 3], fitted: [9, 3, 1.5, 3], implied: [7, 4], measured: [], points: [] };
  const WIDTH = { theory: 1.4, corrected: 1.6, singular: 1.8, fitted: 1.8, implied: 1.4, measured: 2.6, points: 0 };
  const STYLES = ['measured', 'singular', 'fitted', 'implied', 'theory', 'corrected'];
  const HEADS = { measured: 'measured', singular: 'singular part', fitted: 'fitted', implied: 'implied', theory: 'theory', corrected: 'finite M' };
  const SUPER = '⁰¹²³⁴⁵⁶⁷⁸⁹';

  const color = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

  function power(k) {
    return '10' + String(k).replace('-', '⁻').replace(/\d/g, d => SUPER[d]);
  }

  function tick(v, log, plain) {
    if (v == null) return '';
    if (!log || plain) return String(+v.toPrecision(6)).replace('-', '−');
    const k = Math.floor(Math.log10(v) + 1e-9), m = +(v / Math.pow(10, k)).toPrecision(4);
    return m === 1 ? power(k) : m + '·' + power(k);
  }

  function show(v) {
    if (v == null || !isFinite(v)) return '';
    const a = Math.abs(v);
    if (a !== 0 && (a < 1e-3 || a >= 1e5)) {
      const [m, k] = v.toExponential(3).split('e');
      return m.replace('-', '−') + '·' + power(+k);
    }
    return v.toPrecision(4).replace('-', '−');
  }

  function element(tag, attributes, text) {
    const e = document.createElement(tag);
    for (const key in attributes || {}) e.setAttribute(key, attributes[key]);
    if (text != null) e.textContent = text;
    return e;
  }

  // Straight between neighbours, as the line is drawn.
  function at(curve, x, logX, logY) {
    const xs = curve.x, ys = curve.y, n = xs.length;
    if (n === 0 || x < xs[0] || x > xs[n - 1]) return null;
    let lo = 0, hi = n - 1;
    while (hi - lo > 1) {
      const mid = (lo + hi) >> 1;
      if (xs[mid] <= x) lo = mid; else hi = mid;
    }
    if (xs[hi] === xs[lo]) return ys[lo];
    const fx = logX ? Math.log : v => v, fy = logY ? Math.log : v => v, back = logY ? Math.exp : v => v;
    const s = (fx(x) - fx(xs[lo])) / (fx(xs[hi]) - fx(xs[lo]));
    return back(fy(ys[lo]) * (1 - s) + fy(ys[hi]) * s);
  }

  function sample(style, ink) {
    const ns = 'http:' + '//www.w3.org/2000/svg';
    const svg = document.createElementNS(ns, 'svg');
    svg.setAttribute('viewBox', '0 0 26 8');
    svg.setAttribute('aria-hidden', 'true');
    const mark = document.createElementNS(ns, style === 'points' ? 'circle' : 'path');
    if (style === 'points') {
      mark.setAttribute('cx', 13); mark.setAttribute('cy', 4); mark.setAttribute('r', 3);
      mark.setAttribute('class', 'paper s-' + ink);
      mark.setAttribute('stroke-width', 1.3);
    } else {
      mark.setAttribute('d', 'M0 4H26');
      mark.setAttribute('class', 's-' + ink);
      mark.setAttribute('stroke-width', WIDTH[style]);
      mark.setAttribute('stroke-dasharray', DASH[style].join(' '));
    }
    svg.appendChild(mark);
    return svg;
  }

  // One row a measured curve, one column a kind of curve; values follow the cursor.
  function keys(plot) {
    const table = element('table', { class: 'keys' });
    const column = c => (c.style === 'points' ? 'measured' : c.style);
    const used = STYLES.filter(s => plot.curves.some(c => column(c) === s));
    const head = table.createTHead().insertRow();
    const corner = element('th', { scope: 'col' }, '\u00a0');
    head.appendChild(corner);
    used.forEach(s => {
      const th = element('th', { scope: 'col' });
      if (s !== 'measured') th.appendChild(sample(s, 'quiet'));
      th.appendChild(document.createTextNode(HEADS[s]));
      head.appendChild(th);
    });
    const body = table.createTBody(), cells = [];
    plot.curves.filter(c => !c.implied).forEach(c => {
      const row = body.insertRow(), th = element('th', { scope: 'row' });
      th.appendChild(sample(c.style, c.ink));
      th.appendChild(document.createTextNode(c.name));
      row.appendChild(th);
      used.forEach(s => {
        const own = column(c) === s ? c : plot.curves.find(o => o.implied && o.group === c.group && o.style === s);
        cells.push([row.insertCell(), own]);
      });
    });
    return {
      table: table,
      update: x => {
        corner.textContent = x == null ? '\u00a0' : plot.xName.split(/[,(]/)[0].trim() + ' = ' + show(x);
        cells.forEach(([cell, c]) => {
          cell.textContent = x == null || !c ? '' : show(at(c, x, plot.logX, plot.logY));
        });
      }
    };
  }

  const isDecade = v => Math.abs(Math.log10(v) - Math.round(Math.log10(v))) < 1e-6;
  const WIDE = 1.5, NARROW = 0.7;

  // Decades alone on wide logarithmic axes, their digits on middling ones, even steps on narrow ones.
  function logSplits(lo, hi) {
    const d = Math.log10(hi / lo), splits = [];
    if (d < NARROW) {
      const raw = (hi - lo) / 4, unit = Math.pow(10, Math.floor(Math.log10(raw)));
      const step = unit * (raw / unit < 1.5 ? 1 : raw / unit < 3.5 ? 2 : 5);
      for (let k = Math.ceil(lo / step); k * step <= hi; k++) splits.push(k * step);
      return splits;
    }
    for (let k = Math.floor(Math.log10(lo)); k <= Math.ceil(Math.log10(hi)); k++) {
      for (let m = 1; m <= (d > WIDE ? 1 : 9); m++) {
        const v = +(m + 'e' + k);
        if (v >= lo && v <= hi) splits.push(v);
      }
    }
    return splits;
  }

  function axis(key, log, size) {
    const decades = u => Math.log10(u.scales[key].max / u.scales[key].min);
    const shown = (u, splits) => {
      const d = decades(u);
      if (!log || d < NARROW) return splits;
      if (d <= WIDE) return splits.map(v => (/^[125]e/.test(v.toExponential()) ? v : null));
      const length = key === 'x' ? u.width - 58 : u.height - 38;
      const step = Math.max(1, Math.ceil(d * (key === 'x' ? 34 : 20) / Math.max(1, length)));
      return splits.map(v => (isDecade(v) && Math.round(Math.log10(v)) % step === 0 ? v : null));
    };
    const axis = {
      scale: key, size: size, stroke: color('ink'), font: '12px system-ui, sans-serif',
      grid: { stroke: color('grid'), width: 1, filter: (u, splits) => splits },
      ticks: { stroke: color('quiet'), width: 1, size: 5, filter: (u, splits) => splits },
      filter: shown,
      values: (u, splits) => {
        const s = u.scales[key], plain = decades(u) <= WIDE && s.min >= 1e-3 && s.max <= 1e4;
        return splits.map(v => tick(v, log, plain));
      }
    };
    if (log) axis.splits = (u, i, lo, hi) => logSplits(lo, hi);
    return axis;
  }

  // How far each point of a curve is spread.
  function whiskers(u, c) {
    const ctx = u.ctx, r = devicePixelRatio || 1, cap = 3 * r;
    ctx.save();
    ctx.beginPath();
    ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
    ctx.clip();
    ctx.strokeStyle = color(c.ink);
    ctx.lineWidth = 1.2 * r;
    ctx.setLineDash([]);
    ctx.beginPath();
    c.bars.forEach((bar, i) => {
      if (bar.length !== 2) return;
      const x = u.valToPos(c.x[i], 'x', true), ends = bar.map(v => u.valToPos(v, 'y', true));
      ctx.moveTo(x, ends[0]);
      ctx.lineTo(x, ends[1]);
      ends.forEach(y => { ctx.moveTo(x - cap, y); ctx.lineTo(x + cap, y); });
    });
    ctx.stroke();
    ctx.restore();
  }

  function options(plot, width, readout, reset) {
    const scale = log => ({ time: false, auto: false, distr: log ? 3 : 1, range: (u, lo, hi) => [lo, hi] });
    const series = plot.curves.map(c => {
      const stroke = color(c.ink), dots = c.style === 'points' || c.x.length === 1 || c.bars;
      return {
        label: c.name, stroke: stroke, width: WIDTH[c.style] || 1, dash: DASH[c.style], spanGaps: true,
        paths: dots && !(c.bars && c.x.length > 1) ? () => null : undefined,
        points: dots ? { show: true, size: 6, fill: color('paper'), stroke: stroke, width: 1.3 } : { show: false }
      };
    });
    return {
      width: width, height: Math.round(Math.max(260, Math.min(400, width * 0.78))), padding: [8, 10, 0, 0],
      legend: { show: false },
      scales: { x: scale(plot.logX), y: scale(plot.logY) },
      axes: [axis('x', plot.logX, 30), axis('y', plot.logY, 48)],
      series: [{}].concat(series),
      cursor: {
        y: false, drag: { x: true, y: true, uni: 30, dist: 6 },
        points: { show: false },
        bind: { dblclick: () => () => reset() }
      },
      hooks: {
        draw: [u => plot.curves.forEach(c => c.bars && whiskers(u, c))],
        setCursor: [u => readout(u.cursor.left >= 0 ? u.posToVal(u.cursor.left, 'x') : null)]
      }
    };
  }

  // Zooms about a point of the plot; on logarithmic axes in the logarithm.
  function zoom(u, plot, factor, left, top) {
    const one = (key, log, centre) => {
      const f = log ? Math.log : v => v, back = log ? Math.exp : v => v;
      const s = u.scales[key], c = f(centre);
      u.setScale(key, { min: back(c + (f(s.min) - c) * factor), max: back(c + (f(s.max) - c) * factor) });
    };
    const cx = u.posToVal(left, 'x'), cy = u.posToVal(top, 'y');
    u.batch(() => { one('x', plot.logX, cx); one('y', plot.logY, cy); });
  }

  function gestures(u, plot) {
    const fingers = new Map();
    let spread = 0;
    const place = e => { const r = u.over.getBoundingClientRect(); return [e.clientX - r.left, e.clientY - r.top]; };
    const apart = p => Math.hypot(p[0][0] - p[1][0], p[0][1] - p[1][1]);
    u.over.addEventListener('wheel', e => {
      if (!e.ctrlKey && !e.metaKey) return;
      e.preventDefault();
      const [x, y] = place(e);
      zoom(u, plot, Math.exp(Math.max(-0.5, Math.min(0.5, e.deltaY / 150))), x, y);
    }, { passive: false });
    u.over.addEventListener('pointerdown', e => {
      if (e.pointerType !== 'touch') return;
      fingers.set(e.pointerId, place(e));
      const p = [...fingers.values()];
      if (p.length === 2) spread = apart(p);
      if (p.length === 1) u.setCursor({ left: p[0][0], top: p[0][1] });
    });
    u.over.addEventListener('pointermove', e => {
      if (!fingers.has(e.pointerId)) return;
      fingers.set(e.pointerId, place(e));
      const p = [...fingers.values()];
      if (p.length === 1) u.setCursor({ left: p[0][0], top: p[0][1] });
      if (p.length === 2 && spread > 0) {
        const now = Math.max(10, apart(p));
        zoom(u, plot, spread / now, (p[0][0] + p[1][0]) / 2, (p[0][1] + p[1][1]) / 2);
        spread = now;
      }
    });
    const lift = e => { fingers.delete(e.pointerId); spread = 0; };
    u.over.addEventListener('pointerup', lift);
    u.over.addEventListener('pointercancel', lift);
    // Two fingers zoom the plot, not the page.
    u.over.addEventListener('touchmove', e => { if (e.touches.length > 1) e.preventDefault(); }, { passive: false });
  }

  function build(plot) {
    const figure = document.getElementById(plot.id);
    const live = element('div', { class: 'live' });
    const bar = element('div', { class: 'bar' });
    const canvas = element('div', { class: 'canvas', role: 'img', 'aria-label': plot.description });
    const readout = keys(plot);
    bar.appendChild(element('h3', {}, plot.title));
    const yLabel = element('p', { class: 'y-label' }), xLabel = element('p', { class: 'x-label' });
    // Escaped where it was made; only sub and sup are elements.
    yLabel.innerHTML = plot.yLabel;
    xLabel.innerHTML = plot.xLabel;
    const values = element('div', { class: 'readout' });
    values.appendChild(readout.table);
    live.append(bar, yLabel, canvas, xLabel, values);
    figure.insertBefore(live, figure.firstChild);
    figure.classList.add('is-live');

    let u = null;
    const reset = () => u.batch(() => {
      u.setScale('x', { min: plot.x[0], max: plot.x[1] });
      u.setScale('y', { min: plot.y[0], max: plot.y[1] });
    });
    const middle = factor => zoom(u, plot, factor, u.over.clientWidth / 2, u.over.clientHeight / 2);
    [['+', 'Zoom in', () => middle(0.6)], ['−', 'Zoom out', () => middle(1 / 0.6)], ['↺', 'Whole range', reset]]
      .forEach(([sign, name, action]) => {
        const button = element('button', { type: 'button', title: name, 'aria-label': name + ': ' + plot.title }, sign);
        button.addEventListener('click', action);
        bar.appendChild(button);
      });

    const tables = plot.curves.map(c => [c.x, c.y]);
    const data = tables.length ? uPlot.join(tables) : [[]];
    function draw() {
      const kept = u && { x: [u.scales.x.min, u.scales.x.max], y: [u.scales.y.min, u.scales.y.max] };
      if (u) u.destroy();
      u = new uPlot(options(plot, canvas.clientWidth || 340, readout.update, reset), data, canvas);
      reset();
      if (kept) u.batch(() => {
        u.setScale('x', { min: kept.x[0], max: kept.x[1] });
        u.setScale('y', { min: kept.y[0], max: kept.y[1] });
      });
      gestures(u, plot);
      figure.plot = u;
    }
    draw();
    return { figure: figure, canvas: canvas, draw: draw, width: () => u.width };
  }

  const failed = [];
  const plots = [];
  JSON.parse(document.getElementById('plots').textContent).plots.forEach(plot => {
    try {
      plots.push(build(plot));
    } catch (e) {
      // The drawing that needs no script stays.
      const figure = document.getElementById(plot.id);
      figure.classList.remove('is-live');
      figure.querySelectorAll('.live').forEach(l => l.remove());
      failed.push(e);
      console.error(e);
    }
  });
  document.querySelectorAll('.plots').forEach((section, k) => {
    if (k === 0 && plots.length) {
      const hint = window.matchMedia('(pointer: coarse)').matches
        ? 'Tap or slide along a plot to read values; two fingers zoom; ↺ shows the whole range.'
        : 'Move over a plot to read values; drag, or Ctrl and wheel, to zoom; double-click shows the whole range.';
      section.appendChild(element('p', { class: 'hint live' }, hint));
    }
  });
  let waiting = 0;
  window.addEventListener('resize', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => plots.forEach(p => {
      if (p.canvas.clientWidth && p.canvas.clientWidth !== p.width()) p.draw();
    }), 120);
  });
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => plots.forEach(p => p.draw()));
})();
