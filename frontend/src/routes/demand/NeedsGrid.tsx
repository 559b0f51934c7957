import { type ClipboardEvent, useState } from "react";
import { useAct } from "../../api/act";
import { type Round, type RoundItem, stateNeeds, takesNeeds } from "../../api/rounds";
import { copiedCells, type GridCell, pastedCells, placed } from "../../lib/pasted";
import { placesOf } from "../../lib/quantity";
import { demandText } from "../../text/demand";
import { refusalOf } from "../../text/problems";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import type { Refusal } from "../../ui/Form";
import { notify } from "../../ui/notify";
import { QuantityField } from "../../ui/QuantityField";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { UnsavedGuard } from "../UnsavedGuard";
import { ItemCell } from "./ItemTotals";
import { NeedsSheet } from "./NeedsSheet";
import {
  changedItems,
  type Draft,
  type Entry,
  needsGrid,
  type OwnMember,
  quantityFault,
  shownEntry,
  statedEntries,
  statementOf,
} from "./needs";
import { outlookColumns, savings } from "./Outlook";

/** The needs of one member in a grid that takes what is copied from a spreadsheet. */
export function NeedsGrid(props: { round: Round; member: OwnMember }) {
  const { round, member } = props;
  const text = useText(demandText).mine;
  const [draft, setDraft] = useState<Draft>({});
  const [checked, setChecked] = useState(false);
  const [pasted, setPasted] = useState<{ rows: number; left: number }>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [sent, setSent] = useState(0);
  const state = useAct(stateNeeds);
  const language = useLanguage();
  const stated = statedEntries(round.needs, member.id);
  const changed = changedItems(round.items, draft, stated);
  const editable = takesNeeds(round) && member.states && Date.parse(round.closesAt) > Date.now();

  const enter = (itemId: string, entry: Partial<Entry>) => {
    setDraft((before) => ({ ...before, [itemId]: { ...before[itemId], ...entry } }));
    setPasted(undefined);
  };
  const paste = (at: GridCell<keyof Entry>, clipboard: string): boolean => {
    const cells = pastedCells(clipboard);
    if (cells.length < 2 && (cells[0]?.length ?? 0) < 2) return false; // one value: the field takes it itself
    const result = placed(cells, needsGrid(round.items, language), at);
    setDraft((before) => {
      const after = { ...before };
      for (const [id, entry] of Object.entries(result.changed)) after[id] = { ...after[id], ...entry };
      return after;
    });
    setPasted({ rows: Object.keys(result.changed).length, left: result.left });
    setChecked(true);
    return true;
  };
  const takeOver = (entries: readonly (Entry & { itemId: string })[]) => {
    setDraft((before) => ({
      ...before,
      ...Object.fromEntries(entries.map(({ itemId, firm, tolerance }) => [itemId, { firm, tolerance }])),
    }));
    setPasted(undefined);
    setChecked(true);
  };
  const send = async (items: readonly RoundItem[], entries: Draft) => {
    setChecked(true);
    const wrong = items.some(({ id, unit }) => {
      const entry = shownEntry(id, entries, stated);
      return quantityFault(entry.firm, unit) ?? quantityFault(entry.tolerance, unit);
    });
    if (wrong) return;
    const needs = statementOf(items, entries, stated);
    const refused = await refusalOf(state.mutateAsync({ roundId: round.id, memberId: member.id, needs }));
    setRefusal(refused);
    if (refused) return;
    setDraft({});
    setChecked(false);
    setPasted(undefined);
    setSent((before) => before + 1);
    notify("success", text.saved);
  };
  const none = Object.fromEntries(round.items.map(({ id }) => [id, { firm: "0", tolerance: "0" }]));

  return (
    <div className="demand-grid">
      <UnsavedGuard dirty={changed.length > 0} />
      <Statement round={round} member={member} editable={editable} />
      {editable && (
        <div className="demand-paste">
          <p className="kern-body kern-body--small ui-text">{text.paste}</p>
          <CopyButton round={round} draft={draft} member={member} />
        </div>
      )}
      {editable && <NeedsSheet key={sent} round={round} memberId={member.id} onRead={takeOver} />}
      {pasted && (
        <Alert tone={pasted.left > 0 ? "warning" : "success"} live title={text.pasted(pasted.rows)}>
          {pasted.left > 0 && text.pastedLeft(pasted.left)}
        </Alert>
      )}
      {refusal && <Alert tone="danger" live title={refusal.message} />}
      <Grid
        {...{ round, editable, checked }}
        entryOf={(id) => shownEntry(id, draft, stated)}
        saves={savings(round, member.id)}
        isChanged={(id) => changed.some((item) => item.id === id)}
        onEnter={enter}
        onPaste={paste}
      />
      {editable && (
        <div className="demand-save">
          <ButtonRow>
            <Button
              variant="primary"
              busy={state.isPending}
              disabledReason={changed.length === 0 ? text.unchanged : undefined}
              onClick={() => send(changed, draft)}
            >
              {Object.keys(stated).length === 0 ? text.save : text.saveChanges}
            </Button>
            {changed.length > 0 && <Button onClick={() => setDraft({})}>{text.reset}</Button>}
            {changed.length === 0 && Object.keys(stated).length === 0 && (
              <Button title={text.noneHint} onClick={() => send(round.items, none)}>
                {text.none}
              </Button>
            )}
          </ButtonRow>
          <p className="kern-body kern-body--small ui-muted" role="status">
            {changed.length > 0 && text.unsaved(changed.length)}
          </p>
        </div>
      )}
    </div>
  );
}

/** Who stated last, or that nobody has; and why nothing can be stated. */
function Statement(props: { round: Round; member: OwnMember; editable: boolean }) {
  const { round, member, editable } = props;
  const text = useText(demandText).mine;
  const format = useFormat();
  const last = round.needs
    .filter(({ memberId }) => memberId === member.id)
    .reduce<Round["needs"][number] | undefined>(
      (latest, need) => (latest && latest.statedAt >= need.statedAt ? latest : need),
      undefined,
    );
  const none = editable ? text.notStated : text.nothingStated;
  return (
    <p className="kern-body ui-text">
      {editable && (round.status === "topping-up" ? text.topUpHint : text.hint)}{" "}
      {last ? text.stated(format.instant(last.statedAt), last.statedBy) : none}
    </p>
  );
}

function CopyButton(props: { round: Round; draft: Draft; member: OwnMember }) {
  const { round, draft, member } = props;
  const text = useText(demandText);
  const language = useLanguage();
  const format = useFormat();
  const copy = async () => {
    const stated = statedEntries(round.needs, member.id);
    const rows = round.items.map(({ id, name, unit }) => {
      const { firm, tolerance } = shownEntry(id, draft, stated);
      return [name, unitName(unit, 2, language), format.number(firm || "0"), format.number(tolerance || "0")];
    });
    const head = [text.item, "", text.firm, text.tolerance];
    try {
      await navigator.clipboard.writeText(copiedCells(head, rows));
      notify("success", text.mine.copied);
    } catch {
      notify("danger", text.mine.copyRefused);
    }
  };
  return (
    <Button small icon="content-copy" onClick={copy}>
      {text.mine.copy}
    </Button>
  );
}

interface GridProps {
  round: Round;
  editable: boolean;
  checked: boolean;
  entryOf: (itemId: string) => Entry;
  /** What the member would pay less with the next price step of an item. */
  saves: ReadonlyMap<string, string>;
  isChanged: (itemId: string) => boolean;
  onEnter: (itemId: string, entry: Partial<Entry>) => void;
  onPaste: (at: GridCell<keyof Entry>, clipboard: string) => boolean;
}

function Grid(props: GridProps) {
  const { round, editable, checked, entryOf, saves, isChanged, onEnter, onPaste } = props;
  const text = useText(demandText);
  const language = useLanguage();
  const format = useFormat();
  const quantity = (item: RoundItem, value: string) =>
    format.quantity(value, unitName(item.unit, value, language));
  const own = (column: keyof Entry, header: string): Column<RoundItem> => ({
    key: column,
    header,
    numeric: true,
    cell: (item) => {
      const value = entryOf(item.id)[column];
      if (!editable) return value === "" ? "–" : quantity(item, value);
      const fault = checked ? quantityFault(value, item.unit) : undefined;
      return (
        <div
          className="demand-cell"
          onPasteCapture={(event: ClipboardEvent) => {
            if (onPaste({ item: item.id, column }, event.clipboardData.getData("text/plain")))
              event.preventDefault();
          }}
        >
          <QuantityField
            label={text.mine.cell(header, item.name)}
            labelHidden
            unit={unitName(item.unit, value, language)}
            places={placesOf(item.unit)}
            value={value}
            error={fault && text.mine[fault]}
            onChange={(entered) => onEnter(item.id, { [column]: entered })}
          />
        </div>
      );
    },
  });
  const columns: Column<RoundItem>[] = [
    {
      key: "item",
      header: text.item,
      rowHeader: true,
      cell: (item) => (
        <span className={isChanged(item.id) ? "demand-changed" : undefined}>
          <ItemCell item={item} />
        </span>
      ),
    },
    own("firm", text.mine.myFirm),
    own("tolerance", text.mine.myTolerance),
    {
      key: "all",
      header: text.mine.all,
      numeric: true,
      cell: (item) => (
        <span className="demand-quantities">
          <span>{quantity(item, item.firm)}</span>
          <span className="demand-tolerance">
            <span className="kern-sr-only">{text.tolerance} </span>+ {format.number(item.tolerance)}
          </span>
        </span>
      ),
    },
    ...outlookColumns(round, text, language, format, saves),
  ];
  return (
    <Table
      caption={text.itemsTable}
      captionHidden
      columns={columns}
      rows={round.items}
      rowKey={({ id }) => id}
    />
  );
}
