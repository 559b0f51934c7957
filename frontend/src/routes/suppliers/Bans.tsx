import { useState } from "react";
import { useAct } from "../../api/act";
import { useMay } from "../../api/session";
import { type BanSupplier, banSupplier, liftBan, type SupplierFile } from "../../api/suppliers";
import { suppliersText } from "../../text/suppliers";
import { useText } from "../../text/text";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { DateField } from "../../ui/DateField";
import { FieldRow } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { Select } from "../../ui/Select";
import type { Column } from "../../ui/Table";
import { TextArea, TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ActForm } from "../ActForm";
import { ReasonDialog } from "../ReasonDialog";
import { useGrounds } from "./grounds";
import { Records } from "./Records";

type Ban = SupplierFile["bans"][number];

const tones = { ahead: "warning", holds: "danger", over: "neutral", lifted: "neutral" } as const;

/** The bans of a supplier, and where an officer adds and lifts them. */
export function Bans(props: { file: SupplierFile }) {
  const { file } = props;
  const text = useText(suppliersText).bans;
  const may = useMay();
  const [lifting, setLifting] = useState<Ban>();
  const lift = useAct(liftBan);
  const columns = useColumns(may("supplier.ban") ? setLifting : undefined);
  return (
    <Records
      id="bans"
      text={text}
      rows={file.bans}
      columns={columns}
      mayAdd={may("supplier.ban")}
      dialogTitle={text.dialog(file.name)}
      addForm={(close) => <BanForm file={file} onClose={close} />}
    >
      <ReasonDialog
        open={lifting !== undefined}
        title={text.liftTitle}
        hint={text.liftHint}
        act={text.lift}
        onAct={async (reason) => {
          if (!lifting) return;
          await lift.mutateAsync({ id: file.id, version: file.version, banId: lifting.id, reason });
          notify("success", text.lifted);
        }}
        onClose={() => setLifting(undefined)}
      />
    </Records>
  );
}

function useColumns(onLift: ((ban: Ban) => void) | undefined): Column<Ban>[] {
  const text = useText(suppliersText).bans;
  const grounds = useGrounds();
  const format = useFormat();
  const columns: Column<Ban>[] = [
    {
      key: "ground",
      header: text.ground,
      cell: ({ ground, reason, liftReason }) => (
        <>
          {grounds.name(ground)}
          <br />
          {reason}
          {liftReason && (
            <>
              <br />
              {text.liftedBecause(liftReason)}
            </>
          )}
        </>
      ),
    },
    { key: "source", header: text.source, cell: ({ source }) => source },
    {
      key: "period",
      header: text.period,
      cell: ({ from, until }) => `${format.date(from)} – ${format.date(until)}`,
    },
    {
      key: "state",
      header: text.state,
      cell: ({ state }) => <Badge tone={tones[state]}>{text.states[state]}</Badge>,
    },
  ];
  if (!onLift) return columns;
  return [
    ...columns,
    {
      key: "lift",
      header: text.lift,
      action: true,
      cell: (ban) =>
        (ban.state === "holds" || ban.state === "ahead") && (
          <Button small onClick={() => onLift(ban)}>
            {text.lift}
          </Button>
        ),
    },
  ];
}

function BanForm(props: { file: SupplierFile; onClose: () => void }) {
  const { file, onClose } = props;
  const text = useText(suppliersText).bans;
  const grounds = useGrounds();
  const act = useAct(banSupplier);
  const form = useFields<BanSupplier>({
    ground: "",
    source: "",
    reason: "",
    happenedOn: "",
    from: "",
    until: "",
  });
  return (
    <ActForm
      form={form}
      act={text.submit}
      onAct={(ban) => act.mutateAsync({ id: file.id, version: file.version, ban })}
      done={text.done}
      onClose={onClose}
    >
      <Select {...form.choice("ground", text.ground)} choices={grounds.choices} />
      <TextField {...form.text("source", text.source, { least: 3 })} hint={text.sourceHint} maxLength={500} />
      <TextArea {...form.text("reason", text.reason, { least: 3 })} hint={text.reasonHint} maxLength={2000} />
      <DateField {...form.date("happenedOn", text.happenedOn)} />
      <FieldRow>
        <DateField {...form.date("from", text.from)} />
        <DateField {...form.date("until", text.until)} hint={text.untilHint} />
      </FieldRow>
    </ActForm>
  );
}
