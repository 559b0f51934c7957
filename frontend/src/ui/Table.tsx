// biome-ignore-all lint/a11y/noRedundantRoles: laid out as cards on narrow screens, a table loses its roles in Safari unless they are written down.
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard.
import { type ReactNode, useId } from "react";
import "./Table.css";
import { classes } from "./classes";
import { Icon } from "./Icon";
import { useOverflow } from "./useOverflow";
import { useWords } from "./words";

/** A column: its head, and what of a row stands in it. */
export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Right-aligned with figures of one width: amounts, quantities, counts. */
  numeric?: boolean;
  /** The cell that names the row; the first column by default. */
  rowHeader?: boolean;
  sortable?: boolean;
  /** Stands below the column at the end, as a total. */
  footer?: ReactNode;
  /** Buttons: the head is read out only. */
  action?: boolean;
}

/** The column by which a table is sorted. Sorting itself is the server's or the page's. */
export interface Sorting {
  by: string;
  descending: boolean;
  onSort: (by: string, descending: boolean) => void;
}

interface TableProps<Row> {
  caption: string;
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sorting?: Sorting;
  /** Stands instead of the table when there are no rows. */
  empty?: ReactNode;
  /** How narrow screens show it: each row as a card, or the whole scrolled sideways. */
  narrow?: "cards" | "scroll";
}

/** A dense table. */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, captionHidden, columns, rows, rowKey, sorting, empty, narrow = "cards" } = props;
  const captionId = useId();
  const [region, overflows] = useOverflow<HTMLElement>();
  if (rows.length === 0 && empty) return empty;
  const header = columns.find((column) => column.rowHeader) ?? columns[0];
  const footed = columns.some((column) => Boolean(column.footer));
  return (
    <section
      ref={region}
      className="kern-table-responsive ui-table-region"
      aria-labelledby={captionId}
      tabIndex={overflows ? 0 : undefined}
    >
      <table
        role="table"
        className={classes(
          "kern-table",
          "kern-table--small",
          "ui-table",
          narrow === "cards" && "ui-table--cards",
        )}
      >
        <caption id={captionId} className={captionHidden ? "kern-sr-only" : "kern-title"}>
          {caption}
        </caption>
        <thead role="rowgroup" className="kern-table__head">
          <tr role="row" className="kern-table__row">
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sorting={sorting} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="kern-table__body">
          {rows.map((row) => (
            <tr role="row" key={rowKey(row)} className="kern-table__row">
              {columns.map((column) => (
                <BodyCell key={column.key} column={column} row={row} heads={column === header} />
              ))}
            </tr>
          ))}
        </tbody>
        {footed && (
          <tfoot role="rowgroup" className="kern-table__footer">
            <tr role="row" className="kern-table__row">
              {columns.map((column) => (
                <td role="cell" key={column.key} className={cellClasses(column)} data-label={column.header}>
                  {column.footer}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

function cellClasses<Row>(column: Column<Row>, part: "cell" | "header" = "cell"): string {
  return classes(
    `kern-table__${part}`,
    column.numeric && `kern-table__${part}--numeric`,
    column.action && `kern-table__${part}--action`,
  );
}

function HeadCell<Row>(props: { column: Column<Row>; sorting: Sorting | undefined }) {
  const { column, sorting } = props;
  const { words } = useWords();
  const sorted = sorting?.by === column.key;
  const direction = sorted ? (sorting.descending ? "descending" : "ascending") : undefined;
  return (
    <th role="columnheader" scope="col" className={cellClasses(column, "header")} aria-sort={direction}>
      {column.sortable && sorting ? (
        <button
          type="button"
          className="ui-table__sort"
          onClick={() => sorting.onSort(column.key, sorted && !sorting.descending)}
        >
          {column.header}
          <Icon name={sorted && sorting.descending ? "arrow-down" : "arrow-up"} size="small" />
          <span className="kern-sr-only">
            {sorted && !sorting.descending ? words.sortDescending : words.sortAscending}
          </span>
        </button>
      ) : (
        <span className={column.action ? "kern-sr-only" : undefined}>{column.header}</span>
      )}
    </th>
  );
}

function BodyCell<Row>(props: { column: Column<Row>; row: Row; heads: boolean }) {
  const { column, row, heads } = props;
  const content = <span className="ui-table__value">{column.cell(row)}</span>;
  if (heads) {
    return (
      <th role="rowheader" scope="row" className={classes(cellClasses(column), "ui-table__row-header")}>
        {content}
      </th>
    );
  }
  return (
    <td role="cell" className={cellClasses(column)} data-label={column.action ? undefined : column.header}>
      {content}
    </td>
  );
}
