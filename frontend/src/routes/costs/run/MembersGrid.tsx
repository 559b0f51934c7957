import { type ClipboardEvent, memo, useCallback, useMemo, useRef, useState } from "react";
import { copiedCells, pastedCells } from "../../../lib/pasted";
import { formatNumber } from "../../../lib/quantity";
import { costsText } from "../../../text/costs";
import { runsText } from "../../../text/runs";
import { shared } from "../../../text/shared";
import { useLanguage, useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Button } from "../../../ui/Button";
import { FieldError } from "../../../ui/FieldFrame";
import { notify } from "../../../ui/notify";
import { TextField } from "../../../ui/TextField";
import { useFormat } from "../../../ui/words";
import { MemberCell } from "./MemberCell";
import { pastedParticipants } from "./participants";
import { type EditorProps, useErrorAt } from "./SchemeEditor";
import { type Participation, type ParticipationColumn, rowOf, type SchemeForm, typesWeights } from "./scheme";

interface Ref {
  id: string;
  name: string;
}

/** How many members are drawn before one asks for all. */
const shownAtOnce = 40;

/** The columns that the choices above call for. */
function columnsOf(form: SchemeForm): ParticipationColumn[] {
  return [
    ...(typesWeights(form) ? (["weight"] as const) : []),
    ...(form.groups.length > 0 ? (["group"] as const) : []),
    ...(form.days !== "" ? (["from", "to"] as const) : []),
    "floor",
    "cap",
  ];
}

/** What is special about each member, in a table that takes what is copied from a spreadsheet. */
export function MembersGrid(props: EditorProps & { members: readonly Ref[] }) {
  const { members, form, onChange } = props;
  const text = useText(runsText).new;
  const { showAll } = useText(costsText);
  const language = useLanguage();
  const errorAt = useErrorAt();
  const [q, setQ] = useState("");
  const [all, setAll] = useState(false);
  const [pasted, setPasted] = useState<{ rows: number; left: number }>();
  const columns = columnsOf(form);
  // What is typed in one row leaves the others as they are drawn.
  const latest = useRef({ form, onChange });
  latest.current = { form, onChange };
  const enter = useCallback((id: string, entry: Partial<Participation>) => {
    const { form: now, onChange: change } = latest.current;
    change({ rows: { ...now.rows, [id]: { ...now.rows[id], ...entry } } });
  }, []);
  const paste = (memberId: string, column: ParticipationColumn, clipboard: string): boolean => {
    const cells = pastedCells(clipboard);
    if (cells.length < 2 && (cells[0]?.length ?? 0) < 2) return false; // one value: the field takes it itself
    const result = pastedParticipants(
      cells,
      { members, columns, heads: headsInAllLanguages, language },
      { memberId, column },
    );
    const rows = { ...form.rows };
    for (const [id, entry] of Object.entries(result.rows)) rows[id] = { ...rows[id], ...entry };
    onChange({ rows });
    setPasted({ rows: Object.keys(result.rows).length, left: result.left });
    return true;
  };
  const found = useMemo(() => {
    const wanted = q.trim().toLowerCase();
    return members.filter(({ name }) => name.toLowerCase().includes(wanted));
  }, [members, q]);
  const groups = form.groups.map(({ name }) => name.trim()).filter(Boolean);
  return (
    <div className="run-members">
      <div className="run-members__head">
        <p className="kern-body kern-body--small ui-text">{text.paste}</p>
        <CopyButton members={members} form={form} columns={columns} />
      </div>
      {pasted && (
        <Alert tone={pasted.left > 0 ? "warning" : "success"} live title={text.pasted(pasted.rows)}>
          {pasted.left > 0 && text.pastedLeft(pasted.left)}
        </Alert>
      )}
      <FieldError id="rows" text={errorAt("rows")} />
      {members.length > 12 && <TextField type="search" label={text.search} value={q} onChange={setQ} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard. */}
      <section className="kern-table-responsive run-grid" aria-label={text.members} tabIndex={0}>
        <table className="kern-table kern-table--small">
          <caption className="kern-sr-only">{text.members}</caption>
          <thead className="kern-table__head">
            <Head columns={columns} />
          </thead>
          <tbody className="kern-table__body">
            {(all ? found : found.slice(0, shownAtOnce)).map((member) => (
              <MemberRow
                key={member.id}
                member={member}
                columns={columns.join(" ")}
                row={form.rows[member.id]}
                groups={groups.join("\n")}
                errors={columns
                  .map(
                    (column) => errorAt(`rows.${member.id}.${column}`, rowOf(form, member.id)[column]) ?? "",
                  )
                  .join("\n")}
                onEnter={enter}
                onPaste={paste}
              />
            ))}
          </tbody>
        </table>
      </section>
      {!all && found.length > shownAtOnce && (
        <div>
          <Button small onClick={() => setAll(true)}>
            {showAll}
          </Button>
        </div>
      )}
    </div>
  );
}

/** A copied table may have been written in the other language. */
const headsInAllLanguages = Object.fromEntries(
  Object.keys(runsText.de.new.columns).map((column) => [
    column,
    [runsText.de, runsText.en].map(({ new: { columns } }) => columns[column as ParticipationColumn]),
  ]),
) as Record<ParticipationColumn, string[]>; // the texts have a head for each column

function Head(props: { columns: readonly ParticipationColumn[] }) {
  const text = useText(runsText).new;
  const { common } = useText(shared);
  const heads = [common.member, text.shares, ...props.columns.map((column) => text.columns[column])];
  return (
    <tr className="kern-table__row">
      {heads.map((head) => (
        <th key={head} scope="col" className="kern-table__header">
          {head}
        </th>
      ))}
    </tr>
  );
}

interface RowProps {
  member: Ref;
  /** Lists as text, so that a row that did not change is not drawn again. */
  columns: string;
  groups: string;
  errors: string;
  row: Partial<Participation> | undefined;
  onEnter: (id: string, entry: Partial<Participation>) => void;
  onPaste: (id: string, column: ParticipationColumn, clipboard: string) => boolean;
}

const MemberRow = memo(
  function MemberRow(props: RowProps) {
    const { member, row, onEnter, onPaste } = props;
    const text = useText(runsText).new;
    const errors = props.errors.split("\n");
    const columns = props.columns.split(" ") as ParticipationColumn[]; // joined of them above
    const absent = row?.absent ?? false;
    return (
      <tr className="kern-table__row">
        <th scope="row" className="kern-table__cell run-grid__member">
          {member.name}
        </th>
        <td className="kern-table__cell">
          <input
            type="checkbox"
            className="kern-form-check__checkbox run-grid__check"
            aria-label={text.cell(text.shares, member.name)}
            checked={!absent}
            onChange={(event) => onEnter(member.id, { absent: !event.target.checked })}
          />
        </td>
        {columns.map((column, index) => (
          <td
            key={column}
            className="kern-table__cell"
            onPasteCapture={(event: ClipboardEvent) => {
              if (onPaste(member.id, column, event.clipboardData.getData("text/plain")))
                event.preventDefault();
            }}
          >
            {!absent && (
              <MemberCell
                column={column}
                label={text.cell(text.columns[column], member.name)}
                value={row?.[column] ?? ""}
                groups={props.groups === "" ? [] : props.groups.split("\n")}
                error={errors[index] || undefined}
                onChange={(value) => onEnter(member.id, { [column]: value })}
              />
            )}
          </td>
        ))}
      </tr>
    );
  },
  (before, after) =>
    before.member === after.member &&
    before.row === after.row &&
    before.columns === after.columns &&
    before.groups === after.groups &&
    before.errors === after.errors,
);

function CopyButton(props: {
  members: readonly Ref[];
  form: SchemeForm;
  columns: readonly ParticipationColumn[];
}) {
  const { members, form, columns } = props;
  const text = useText(runsText).new;
  const { common } = useText(shared);
  const language = useLanguage();
  const format = useFormat();
  const cellOf = (column: ParticipationColumn, value: string) => {
    if (value === "" || column === "group") return value;
    return column === "from" || column === "to" ? format.date(value) : formatNumber(value, language);
  };
  const copy = async () => {
    const head = [common.member, ...columns.map((column) => text.columns[column])];
    const rows = members.map(({ id, name }) => {
      const row = rowOf(form, id);
      return [name, ...columns.map((column) => cellOf(column, row[column]))];
    });
    try {
      await navigator.clipboard.writeText(copiedCells(head, rows));
      notify("success", text.copied);
    } catch {
      notify("danger", text.copyRefused);
    }
  };
  return (
    <Button small icon="content-copy" onClick={copy}>
      {text.copy}
    </Button>
  );
}
