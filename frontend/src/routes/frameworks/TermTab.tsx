import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { extendFramework, joinFramework, nextSupplierQuery } from "../../api/contracts";
import type { Framework } from "../../api/frameworks";
import { useMay } from "../../api/session";
import { contractsText } from "../../text/contracts";
import { routingText } from "../../text/routing";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { Dialog } from "../../ui/Dialog";
import { EmptyState } from "../../ui/EmptyState";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { ShareBar } from "../../ui/ShareBar";
import { type Column, Table } from "../../ui/Table";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ActForm } from "../ActForm";
import { ReasonDialog } from "../ReasonDialog";
import { RouteRules } from "../RouteRules";
import { SupplierAbsence, SupplierState } from "./SupplierAbsence";
import { extendedTo, longestMonths, nextOption, wholeMonths } from "./term";

/** How long the contract runs, by which rights it can be extended, and who supplies. */
export function TermTab(props: { framework: Framework }) {
  const { framework } = props;
  return (
    <div className="ui-section">
      <Term framework={framework} />
      <Options framework={framework} />
      <Suppliers framework={framework} />
      <Route framework={framework} />
    </div>
  );
}

function Route(props: { framework: Framework }) {
  const { route } = props.framework;
  const text = useText(routingText);
  return (
    <Card title={text.title}>
      <p className="ui-text">{route ? text.lead : text.none}</p>
      {route && <RouteRules rules={route} />}
    </Card>
  );
}

function Term(props: { framework: Framework }) {
  const { inForceFrom, inForceTo, termJustification } = props.framework;
  const text = useText(contractsText).term;
  const format = useFormat();
  const months = wholeMonths(inForceFrom, inForceTo);
  const left = longestMonths - months;
  return (
    <Card title={text.title}>
      <DescriptionList
        columns
        facts={[
          [text.from, format.date(inForceFrom)],
          [text.to, format.date(inForceTo)],
          [text.months, text.monthCount(months)],
          [text.left, left > 0 ? text.leftMonths(left) : text.leftNone],
          [text.justification, termJustification],
        ]}
      />
    </Card>
  );
}

function Options(props: { framework: Framework }) {
  const { framework } = props;
  const text = useText(contractsText).term;
  const format = useFormat();
  const may = useMay();
  const extend = useAct(extendFramework);
  const [asking, setAsking] = useState(false);
  const next = nextOption(framework);
  const over = framework.status === "terminated" || framework.status === "expired";
  return (
    <div className="ui-section">
      <h2 className="kern-heading-medium">{text.options}</h2>
      <Table
        caption={text.options}
        captionHidden
        rows={framework.options.map((option, place) => ({ ...option, number: place + 1 }))}
        rowKey={({ number }) => String(number)}
        empty={<p className="kern-body ui-text">{text.noOptions}</p>}
        columns={[
          { key: "number", header: text.option, cell: ({ number }) => text.optionNumber(number) },
          { key: "months", header: text.months, cell: ({ months }) => text.monthCount(months) },
          {
            key: "state",
            header: text.state,
            cell: ({ usedAt, usedBy }) =>
              usedAt ? text.used(usedBy ?? "", format.instant(usedAt)) : text.open,
          },
        ]}
      />
      {next && !over && may("framework.extend") && (
        <ButtonRow>
          <Button onClick={() => setAsking(true)}>{text.extendTitle(text.monthCount(next.months))}</Button>
        </ButtonRow>
      )}
      {next && (
        <ReasonDialog
          open={asking}
          title={text.extendTitle(text.monthCount(next.months))}
          hint={text.extendHint(format.date(extendedTo(framework.inForceTo, next.months)))}
          act={text.extend}
          onAct={async (reason) => {
            await extend.mutateAsync({ id: framework.id, version: framework.version, reason });
            notify("success", text.extended);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

function Suppliers(props: { framework: Framework }) {
  const { framework } = props;
  const text = useText(contractsText).suppliers;
  const { out } = useText(routingText);
  const format = useFormat();
  const may = useMay();
  const takesOrders: Column<Framework["suppliers"][number]>[] = [
    { key: "state", header: out.state, cell: (supplier) => <SupplierState supplier={supplier} /> },
    {
      key: "act",
      header: out.change,
      cell: (supplier) => <SupplierAbsence framework={framework} supplier={supplier} />,
    },
  ];
  return (
    <div className="ui-section">
      <h2 className="kern-heading-medium">{text.title}</h2>
      <Table
        caption={text.title}
        captionHidden
        rows={framework.suppliers}
        rowKey={({ supplier }) => supplier.id}
        empty={<EmptyState title={text.title} />}
        columns={[
          { key: "rank", header: text.rank, cell: ({ rank }) => rank },
          { key: "supplier", header: text.supplier, rowHeader: true, cell: ({ supplier }) => supplier.name },
          {
            key: "drawn",
            header: text.drawn,
            numeric: true,
            cell: ({ drawn }) => drawn && format.money(drawn),
          },
          {
            key: "target",
            header: text.target,
            numeric: true,
            cell: ({ targetShare }) =>
              targetShare === undefined ? text.noTarget : text.percent(String(targetShare)),
          },
          {
            key: "actual",
            header: text.actual,
            cell: ({ drawn, supplier }) =>
              drawn && (
                <ShareBar
                  part={drawn}
                  whole={framework.drawn}
                  label={text.actualOf(supplier.name)}
                  harmless
                />
              ),
          },
          ...(framework.route ? takesOrders : []),
        ]}
      />
      {may("framework.join") && <Join framework={framework} />}
    </div>
  );
}

/** Adds the bidder who was ranked next, where there is one. */
function Join(props: { framework: Framework }) {
  const { framework } = props;
  const text = useText(contractsText).suppliers;
  const [open, setOpen] = useState(false);
  const { data: next } = useQuery(nextSupplierQuery(framework.id));
  const candidate = next?.items[0];
  if (!candidate) return null;
  return (
    <>
      <ButtonRow>
        <Button onClick={() => setOpen(true)}>{text.join}</Button>
      </ButtonRow>
      <Dialog open={open} title={text.joinTitle} onClose={() => setOpen(false)}>
        <JoinForm framework={framework} candidate={candidate} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function JoinForm(props: {
  framework: Framework;
  candidate: { id: string; name: string };
  onClose: () => void;
}) {
  const { framework, candidate, onClose } = props;
  const text = useText(contractsText).suppliers;
  const join = useAct(joinFramework);
  const form = useFields({ targetShare: "" });
  return (
    <ActForm
      form={form}
      act={text.join}
      onAct={({ targetShare }) =>
        join.mutateAsync({
          id: framework.id,
          version: framework.version,
          supplierId: candidate.id,
          ...(targetShare.trim() && { targetShare: Number(targetShare) }),
        })
      }
      done={text.joined(candidate.name)}
      onClose={onClose}
    >
      <p className="kern-body">{text.joinText(candidate.name)}</p>
      <TextField
        {...form.text("targetShare", text.share, {
          optional: true,
          check: (value) => (/^(100|\d{1,2})$/.test(value.trim()) ? undefined : text.shareInvalid),
        })}
        hint={text.shareHint}
        inputMode="numeric"
        narrow
      />
    </ActForm>
  );
}
