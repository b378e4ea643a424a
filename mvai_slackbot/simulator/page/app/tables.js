// table and data_table: real tables that scroll inside themselves; data tables sort and turn over.
import { html, useState } from "../vendor/htm-preact.js";
import { RichText } from "./rich_text.js";
import { Element } from "./elements.js";

function Cell({ cell, block }) {
  if (cell === null || cell === undefined) return null;
  if (cell.type === "rich_text") return html`<${RichText} block=${cell} />`;
  if (cell.type === "raw_text") return cell.text;
  if (cell.type === "raw_number") return cell.text ?? String(cell.value);
  return (cell.elements || [cell.element || cell]).map(
    (element) => html`<${Element} block=${block} element=${element} />`,
  );
}

const settings = (block, column) => {
  const given = block.column_settings?.[column] || {};
  return { textAlign: given.align || undefined, whiteSpace: given.is_wrapped ? "normal" : undefined };
};

export function Table({ block }) {
  const [head, ...rows] = block.rows || [];
  const line = (row, tag) =>
    row.map(
      (cell, at) =>
        html`<${tag} scope=${tag === "th" ? "col" : undefined} style=${settings(block, at)}><${Cell} cell=${cell}
          block=${block} /><//>`,
    );
  return html`<div class="table-scroll" tabindex="0" role="group" aria-label="Table"><table>
    <thead><tr>${line(head || [], "th")}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${line(row, "td")}</tr>`)}</tbody>
  </table></div>`;
}

function plain(cell) {
  if (cell?.type === "raw_number") return cell.value;
  if (cell?.type === "raw_text") return cell.text;
  const found = [];
  JSON.stringify(cell, (key, value) => {
    if (key === "text" && typeof value === "string") found.push(value);
    return value;
  });
  return found.join(" ");
}

function compare(a, b) {
  const [left, right] = [plain(a), plain(b)];
  if (typeof left === "number" && typeof right === "number") return left - right;
  return String(left).localeCompare(String(right), "en", { numeric: true });
}

function Turner({ first, size, count, go }) {
  if (count <= size) return null;
  return html`<div class="table-turner">
    <span class="faint">${first + 1}–${Math.min(first + size, count)} of ${count}</span>
    <button type="button" class="small" disabled=${first === 0} onClick=${() => go(first - size)}>Previous</button>
    <button type="button" class="small" disabled=${first + size >= count}
      onClick=${() => go(first + size)}>Next</button>
  </div>`;
}

const number = (cell) => (cell?.type === "raw_number" ? "number" : undefined);
const SORTED = { none: "↕", ascending: "↑", descending: "↓" };

function SortHead({ cell, block, direction, className, sort }) {
  return html`<th scope="col" aria-sort=${direction} class=${className}><button type="button" onClick=${sort}>
    <${Cell} cell=${cell} block=${block} />
    <span class="sort-mark" aria-hidden="true">${SORTED[direction]}</span></button></th>`;
}

function Row({ row, block, named }) {
  return html`<tr>${row.map((cell, at) => {
    const words = html`<${Cell} cell=${cell} block=${block} />`;
    return at === named ? html`<th scope="row" class=${number(cell)}>${words}</th>` : html`<td class=${number(cell)}>${words}</td>`;
  })}</tr>`;
}

export function DataTable({ block }) {
  const [order, setOrder] = useState({ column: -1, down: false });
  const [first, setFirst] = useState(0);
  const [head = [], ...rows] = block.rows || [];
  const size = block.page_size || 5;
  const way = order.down ? -1 : 1;
  const turned =
    order.column < 0 ? rows : [...rows].sort((a, b) => compare(a[order.column], b[order.column]) * way);
  const sort = (column) => {
    setOrder({ column, down: order.column === column && !order.down });
    setFirst(0);
  };
  const direction = (column) => (order.column !== column ? "none" : order.down ? "descending" : "ascending");
  const heads = head.map((cell, at) => html`<${SortHead} cell=${cell} block=${block} direction=${direction(at)}
    className=${number(rows[0]?.[at])} sort=${() => sort(at)} />`);
  const named = block.row_header_column_index ?? 0;
  return html`<div class="data-table">
    <div class="table-scroll" tabindex="0" role="group" aria-label=${block.caption || "Table"}><table>
      <caption>${block.caption}</caption>
      <thead><tr>${heads}</tr></thead>
      <tbody>${turned.slice(first, first + size).map((row) => html`<${Row} row=${row} block=${block} named=${named} />`)}
      </tbody>
    </table></div>
    <${Turner} first=${first} size=${size} count=${rows.length} go=${setFirst} />
  </div>`;
}
