import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { cancelLicence, type HeldContract, holdingsQuery, type Licence } from "../../api/holdings";
import { useMay, useSession } from "../../api/session";
import { dispatchText } from "../../text/dispatch";
import { sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Double } from "../../ui/Double";
import { EmptyState } from "../../ui/EmptyState";
import { notify } from "../../ui/notify";
import { PageHeader } from "../../ui/PageHeader";
import { Select } from "../../ui/Select";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";

/** What a member holds for a time, and what comes next. */
export function ContractsPage() {
  const text = useText(dispatchText);
  const session = useSession();
  const members = [
    ...new Map(
      session.roles
        .map(({ organisation }) => organisation)
        .filter(({ kind }) => kind === "member")
        .map(({ id, name }) => [id, name] as const),
    ),
  ];
  const [chosen, setChosen] = useState(members[0]?.[0] ?? "");
  return (
    <div className="ui-page">
      <PageHeader title={text.holdings} lead={text.holdingsLead} />
      {members.length > 1 && (
        <Select
          label={text.member}
          value={chosen}
          onChange={setChosen}
          choices={members.map(([value, label]) => ({ value, label }))}
        />
      )}
      {chosen && <Holdings memberId={chosen} />}
    </div>
  );
}

function Holdings(props: { memberId: string }) {
  const { data } = useSuspenseQuery(holdingsQuery(props.memberId));
  const text = useText(dispatchText);
  return (
    <>
      <section className="ui-section" aria-labelledby="licences">
        <h2 id="licences" className="kern-heading-medium">
          {text.licences}
        </h2>
        <Licences licences={data.licences} />
      </section>
      <section className="ui-section" aria-labelledby="contracts">
        <h2 id="contracts" className="kern-heading-medium">
          {text.contracts}
        </h2>
        <Contracts contracts={data.contracts} />
      </section>
    </>
  );
}

function Licences(props: { licences: readonly Licence[] }) {
  const text = useText(dispatchText);
  const format = useFormat();
  const may = useMay();
  const cancel = useAct(cancelLicence);
  return (
    <>
      {cancel.error && <Alert tone="danger" live title={sentenceOf(cancel.error)} />}
      <Table
        caption={text.name}
        captionHidden
        rows={props.licences}
        rowKey={({ id }) => id}
        empty={<EmptyState title={text.licencesNone}>{text.licencesNoneText}</EmptyState>}
        columns={[
          {
            key: "name",
            header: text.name,
            cell: ({ id, name, supplier }) => (
              <Double
                first={
                  <TextLink to="/contracts/licences/$id" params={{ id }}>
                    {name}
                  </TextLink>
                }
                second={supplier.name}
              />
            ),
          },
          {
            key: "seats",
            header: text.seats,
            numeric: true,
            cell: ({ seats }) => format.number(String(seats)),
          },
          {
            key: "cancelBy",
            header: text.cancelBy,
            cell: ({ cancelBy, cancelled }) =>
              cancelBy ? format.date(cancelBy) : cancelled ? text.wasCancelled : text.endsByItself,
          },
          { key: "endsOn", header: text.endsOn, cell: ({ endsOn }) => format.date(endsOn) },
          {
            key: "cancel",
            header: text.cancelLicence,
            action: true,
            cell: ({ id, version, cancelBy }) =>
              cancelBy &&
              may("licence.record") && (
                <Button
                  small
                  onClick={() =>
                    cancel.mutate(
                      { id, version },
                      { onSuccess: () => notify("success", text.licenceCancelled) },
                    )
                  }
                >
                  {text.cancelLicence}
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}

function Contracts(props: { contracts: readonly HeldContract[] }) {
  const text = useText(dispatchText);
  const format = useFormat();
  return (
    <Table
      caption={text.contract}
      captionHidden
      rows={props.contracts}
      rowKey={({ framework }) => framework.id}
      empty={<EmptyState title={text.contractsNone}>{text.contractsNoneText}</EmptyState>}
      columns={[
        {
          key: "framework",
          header: text.contract,
          cell: ({ framework }) => (
            <TextLink to="/frameworks/$id" params={{ id: framework.id }}>
              {framework.name}
            </TextLink>
          ),
        },
        { key: "supplier", header: text.supplier, cell: ({ supplier }) => supplier.name },
        {
          key: "inForce",
          header: text.inForce,
          cell: ({ inForceFrom, inForceTo }) => `${format.date(inForceFrom)} – ${format.date(inForceTo)}`,
        },
        { key: "callOffs", header: text.callOffs, numeric: true, cell: ({ callOffs }) => callOffs },
        { key: "total", header: text.called, numeric: true, cell: ({ total }) => format.money(total) },
      ]}
    />
  );
}
