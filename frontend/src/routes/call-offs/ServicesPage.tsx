import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { closeEngagement, type Engagement, type Services, servicesQuery } from "../../api/services";
import { useSession } from "../../api/session";
import { servicesText } from "../../text/services";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button } from "../../ui/Button";
import { DescriptionList } from "../../ui/DescriptionList";
import { EmptyState } from "../../ui/EmptyState";
import { notify } from "../../ui/notify";
import { PageHeader } from "../../ui/PageHeader";
import { RemainingBar } from "../../ui/RemainingBar";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";
import { TextLink } from "../links";
import { ObjectHistory } from "../ObjectHistory";
import { AgreeEngagement } from "./AgreeEngagement";
import { servicesRoute } from "./routes";
import { SheetCard } from "./SheetCard";
import { SheetForm } from "./SheetForm";

/** What the person may do: as one of the member's people, or of the supplier's. */
export interface Side {
  orders: boolean;
  works: boolean;
}

function useSide(services: Services): Side {
  const { roles } = useSession();
  const holds = (organisation: string, ...wanted: string[]) =>
    roles.some((held) => held.organisation.id === organisation && wanted.includes(held.role));
  return {
    orders: holds(services.member.id, "buyer", "approver"),
    works: holds(services.supplier.id, "bidder"),
  };
}

/** A call-off as a service: what for, its budget, its roles and what was worked. */
export function ServicesPage() {
  const text = useText(servicesText);
  const { id } = servicesRoute.useParams();
  const { data: services } = useSuspenseQuery(servicesQuery(id));
  const side = useSide(services);
  const { engagement } = services;
  const open = services.placed && engagement && !engagement.closedAt;
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink
              to="/call-offs/$id"
              params={{ id }}
            >{`${text.callOff} ${services.callOff.name}`}</TextLink>
          </Breadcrumb>
        }
        title={text.title(services.callOff.name)}
        lead={`${services.member.name} · ${services.supplier.name}`}
        actions={open && side.orders && <CloseButton services={services} engagement={engagement} />}
      />
      {!engagement && services.possible && side.orders && <AgreeEngagement services={services} />}
      {!engagement && !(services.possible && side.orders) && (
        <Alert tone="info" title={services.possible ? text.notAgreed : text.impossible} />
      )}
      {engagement && <Budget engagement={engagement} />}
      {engagement && !services.placed && <Alert tone="info" title={text.waitsForOrder} />}
      {engagement && <Rates engagement={engagement} />}
      {open && side.works && <SheetForm services={services} engagement={engagement} />}
      {engagement?.sheets.map((sheet) => (
        <SheetCard key={sheet.id} services={services} engagement={engagement} sheet={sheet} side={side} />
      ))}
      {engagement?.sheets.length === 0 && <EmptyState title={text.noSheets}>{text.noSheetsText}</EmptyState>}
      <ObjectHistory objectType="call-off" objectId={id} />
    </div>
  );
}

function Budget(props: { engagement: Engagement }) {
  const { engagement } = props;
  const text = useText(servicesText);
  const format = useFormat();
  return (
    <>
      {engagement.warning > 0 && !engagement.closedAt && (
        <Alert tone="warning" title={text.warning(engagement.warning)} />
      )}
      <RemainingBar label={text.left} remaining={engagement.left} maximum={engagement.budget} />
      <DescriptionList
        facts={[
          [text.description, engagement.description],
          [text.period, text.days(format.date(engagement.from), format.date(engagement.to))],
          [text.perDay, engagement.hoursPerDay && text.hours(format.number(engagement.hoursPerDay))],
          [text.budget, format.money(engagement.budget)],
          [text.used, format.money(engagement.used)],
          [text.accepted, format.money(engagement.accepted)],
          [
            text.closedAt,
            engagement.closedAt && text.by(format.instant(engagement.closedAt), engagement.closedBy ?? ""),
          ],
        ]}
      />
    </>
  );
}

function Rates(props: { engagement: Engagement }) {
  const text = useText(servicesText);
  const format = useFormat();
  return (
    <Table
      caption={text.rates}
      rows={props.engagement.rates}
      rowKey={({ position }) => String(position)}
      columns={[
        { key: "name", header: text.role, rowHeader: true, cell: ({ name }) => name },
        {
          key: "price",
          header: text.price,
          numeric: true,
          cell: ({ price, unit }) => `${format.price(price)} ${text.per[unit] ?? ""}`,
        },
        {
          key: "planned",
          header: text.planned,
          numeric: true,
          cell: ({ planned }) => format.number(planned),
        },
        { key: "worked", header: text.worked, numeric: true, cell: ({ worked }) => format.number(worked) },
      ]}
    />
  );
}

function CloseButton(props: { services: Services; engagement: Engagement }) {
  const { services, engagement } = props;
  const text = useText(servicesText);
  const format = useFormat();
  const close = useAct(closeEngagement);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        onClick={() => setAsking(true)}
        disabledReason={
          engagement.sheets.some(({ status }) => status !== "accepted") ? text.closeWaits : undefined
        }
      >
        {text.close}
      </Button>
      <ConfirmDialog
        open={asking}
        title={text.closeTitle}
        act={text.close}
        onClose={() => setAsking(false)}
        onAct={async () => {
          await close.mutateAsync({ callOffId: services.callOff.id, version: engagement.version });
          notify("success", text.closed);
        }}
      >
        {text.closeText(format.money(engagement.left))}
      </ConfirmDialog>
    </>
  );
}
