// data_visualization as inline SVG: pie, bar, line and area, with the figures as a table for those who read them.
import { html } from "../vendor/htm-preact.js";

const WIDE = 520;
const HIGH = 210;
const LEFT = 40;
const BOTTOM = 26;
const TOP = 10;
const color = (index) => `var(--series-${(index % 8) + 1})`;

function ticks(low, high, whole) {
  // Counts have no halves between them.
  const rough = Math.max((high - low || 1) / 4, whole ? 1 : 0);
  const power = 10 ** Math.floor(Math.log10(rough));
  // A few whole numbers get a mark each: a scale of 1 to 5 ends at 5.
  const step = whole && high - low <= 6 ? 1 : [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough);
  const out = [];
  for (let at = Math.floor(low / step) * step; at <= high + step * 0.999; at += step) out.push(Number(at.toFixed(6)));
  return out;
}

function scaleFor(series) {
  const values = series.flatMap((one) => one.data.map((point) => point.value));
  const marks = ticks(Math.min(0, ...values), Math.max(0, ...values), values.every(Number.isInteger));
  const [low, high] = [marks[0], marks.at(-1)];
  const y = (value) => TOP + (HIGH - TOP - BOTTOM) * (1 - (value - low) / (high - low || 1));
  return { marks, y };
}

function Axes({ categories, marks, y, x }) {
  const every = Math.ceil(categories.length / 10);
  return html`<g class="axes">
    ${marks.map((mark) => html`<g><line x1=${LEFT} x2=${WIDE} y1=${y(mark)} y2=${y(mark)} /><text x=${LEFT - 6}
      y=${y(mark) + 4} text-anchor="end">${mark}</text></g>`)}
    ${categories.map((label, at) => at % every === 0 && html`<text x=${x(at)} y=${HIGH - 8}
      text-anchor="middle">${label.length > 11 ? `${label.slice(0, 10)}…` : label}</text>`)}
  </g>`;
}

const valueAt = (series, label, at) =>
  series.data.find((point) => point.label === label)?.value ?? series.data[at]?.value ?? 0;

function Bars({ series, categories, x, y, step }) {
  const wide = (step * 0.72) / series.length;
  return series.map((one, which) =>
    categories.map((label, at) => {
      const value = valueAt(one, label, at);
      const [top, foot] = [y(Math.max(0, value)), y(Math.min(0, value))];
      return html`<rect x=${x(at) - step * 0.36 + which * wide} y=${top} width=${Math.max(1, wide - 2)}
        height=${Math.max(0.5, foot - top)} rx="2" fill=${color(which)}>
      <title>${one.name}, ${label}: ${value}</title></rect>`;
    }),
  );
}

function Lines({ series, categories, x, y, filled }) {
  return series.map((one, which) => {
    const points = categories.map((label, at) => [x(at), y(valueAt(one, label, at)), label, valueAt(one, label, at)]);
    const path = points.map(([left, top], at) => `${at ? "L" : "M"}${left} ${top}`).join("");
    return html`<g>
      ${filled && html`<path d=${`${path}L${points.at(-1)[0]} ${y(0)}L${points[0][0]} ${y(0)}Z`} fill=${color(which)}
        opacity="0.22" />`}
      <path d=${path} fill="none" stroke=${color(which)} stroke-width="2" stroke-linejoin="round" />
      ${points.map(([left, top, label, value]) => html`<circle cx=${left} cy=${top} r="3" fill=${color(which)}>
        <title>${one.name}, ${label}: ${value}</title></circle>`)}
    </g>`;
  });
}

function Plot({ chart }) {
  const { series } = chart;
  const categories = chart.axis_config?.categories || series[0].data.map((point) => point.label);
  const { marks, y } = scaleFor(series);
  const step = (WIDE - LEFT) / categories.length;
  const x = (at) => LEFT + step * (at + 0.5);
  const shared = { series, categories, x, y, step };
  return html`<svg viewBox=${`0 0 ${WIDE} ${HIGH}`} aria-hidden="true" class="plot">
    <${Axes} categories=${categories} marks=${marks} y=${y} x=${x} />
    ${chart.type === "bar" ? html`<${Bars} ...${shared} />` : html`<${Lines} ...${shared}
      filled=${chart.type === "area"} />`}
  </svg>`;
}

function slice(from, to) {
  if (to - from >= 0.99999) return "M90 10A80 80 0 1 1 89.99 10Z";
  const at = (share) => [90 + 80 * Math.sin(share * 2 * Math.PI), 90 - 80 * Math.cos(share * 2 * Math.PI)];
  return `M90 90L${at(from).join(" ")}A80 80 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to).join(" ")}Z`;
}

function Pie({ segments }) {
  const total = segments.reduce((sum, one) => sum + one.value, 0) || 1;
  let from = 0;
  return html`<svg viewBox="0 0 180 180" class="pie" aria-hidden="true">${segments.map((one, at) => {
    const path = slice(from, from + one.value / total);
    from += one.value / total;
    return html`<path d=${path} fill=${color(at)} class="pie-slice"><title>${one.label}: ${one.value}</title></path>`;
  })}</svg>`;
}

const Legend = ({ names }) =>
  html`<ul class="legend">${names.map((name, at) => html`<li><i style=${{ background: color(at) }}>
    </i>${name}</li>`)}</ul>`;

function Figures({ title, chart }) {
  const rows = chart.segments
    ? chart.segments.map((one) => [one.label, one.value])
    : chart.series.flatMap((one) => one.data.map((point) => [`${one.name}, ${point.label}`, point.value]));
  // A table is as wide as its words, whatever its width says: what hides it stands around it.
  return html`<div class="only-read"><table><caption>${title}</caption>${rows.map(([label, value]) => html`<tr><th
    scope="row">${label}</th><td>${value}</td></tr>`)}</table></div>`;
}

export function Chart({ block }) {
  const { chart = {}, title } = block;
  const pie = chart.type === "pie";
  const axis = chart.axis_config || {};
  const names = pie
    ? (chart.segments || []).map((one) => `${one.label} · ${one.value}`)
    : (chart.series || []).map((one) => one.name);
  return html`<figure class="chart">
    <figcaption>${title}</figcaption>
    <div class=${pie ? "chart-pie" : ""}>
      ${pie ? html`<${Pie} segments=${chart.segments || []} />` : html`<${Plot} chart=${chart} />`}
      ${(pie || names.length > 1) && html`<${Legend} names=${names} />`}
    </div>
    ${(axis.x_label || axis.y_label) && html`<div
      class="faint axis-labels">${[axis.y_label, axis.x_label].filter(Boolean).join(" by ")}</div>`}
    <${Figures} title=${title} chart=${chart} />
  </figure>`;
}
