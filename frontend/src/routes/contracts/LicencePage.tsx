import { useSuspenseQuery } from "@tanstack/react-query";
import { type LicenceHistory, licenceQuery } from "../../api/holdings";
import { useMay } from "../../api/session";
import { dispatchText } from "../../text/dispatch";
import { licencesText } from "../../text/licences";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ButtonLink, TextLink } from "../links";
import { ObjectHistory } from "../ObjectHistory";
import { CountCard } from "./CountCard";
import { LicenceOrders } from "./LicenceOrders";
import { licenceRoute } from "./routes";

/** A licence: its term, what is in use, and what was ordered because of it. */
export function LicencePage() {
  const text = useText(licencesText);
  const { holdings } = useText(dispatchText);
  const { id } = licenceRoute.useParams();
  const { data: licence } = useSuspenseQuery(licenceQuery(id));
  const may = useMay();
  const renewable = (licence.renewalMonths === 0 || licence.cancelled) && !licence.renewedBy;
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/contracts">{holdings}</TextLink>
          </Breadcrumb>
        }
        title={licence.name}
        lead={`${licence.framework.name} · ${licence.supplier.name}`}
        actions={
          renewable &&
          may("calloff.place") && (
            <ButtonLink
              to="/marketplace/$frameworkId"
              params={{ frameworkId: licence.framework.id }}
              search={{
                item: licence.item.id,
                memberId: licence.member.id,
                quantity: String(Math.ceil(licence.seats / licence.seatsPerUnit)),
                licence: licence.id,
                reason: "renewal",
              }}
            >
              {text.renew}
            </ButtonLink>
          )
        }
      />
      <Card title={text.term}>
        <Term licence={licence} />
      </Card>
      <CountCard licence={licence} />
      <Counts licence={licence} />
      <LicenceOrders licence={licence} />
      <ObjectHistory objectType="licence" objectId={licence.id} />
    </div>
  );
}

function Term(props: { licence: LicenceHistory }) {
  const { licence } = props;
  const text = useText(licencesText);
  const dispatch = useText(dispatchText);
  const format = useFormat();
  const seats = format.number(String(licence.seats));
  const kin = (other: LicenceHistory["renews"]) =>
    other && (
      <TextLink to="/contracts/licences/$id" params={{ id: other.id }}>
        {other.name}
      </TextLink>
    );
  return (
    <DescriptionList
      columns
      facts={[
        [text.seats, licence.metric ? text.seatsOf(seats, licence.metric) : seats],
        [text.perUnit, licence.seatsPerUnit > 1 && format.number(String(licence.seatsPerUnit))],
        [text.from, format.date(licence.startsOn)],
        [text.length, text.months(licence.months)],
        [text.renewsItself, licence.renewalMonths > 0 ? text.months(licence.renewalMonths) : text.never],
        [dispatch.cancelBy, licence.cancelBy && format.date(licence.cancelBy)],
        [dispatch.endsOn, format.date(licence.endsOn)],
        [
          text.callOff,
          <TextLink key="call-off" to="/call-offs/$id" params={{ id: licence.callOff.id }}>
            {licence.callOff.name}
          </TextLink>,
        ],
        [text.renews, kin(licence.renews)],
        [text.renewedBy, kin(licence.renewedBy)],
      ]}
    />
  );
}

function Counts(props: { licence: LicenceHistory }) {
  const text = useText(licencesText);
  const format = useFormat();
  return (
    <section className="ui-section" aria-labelledby="counts">
      <h2 id="counts" className="kern-heading-medium">
        {text.counts}
      </h2>
      <Table
        caption={`${text.counts}: ${props.licence.name}`}
        captionHidden
        rows={props.licence.counts.map((count, index) => ({ ...count, index }))}
        rowKey={({ index }) => String(index)}
        empty={<EmptyState title={text.noCounts}>{text.noCountsText}</EmptyState>}
        columns={[
          { key: "day", header: text.countedOn, cell: ({ countedOn }) => format.date(countedOn) },
          { key: "used", header: text.used, numeric: true, cell: ({ used }) => format.number(String(used)) },
          {
            key: "seats",
            header: text.present,
            numeric: true,
            cell: ({ seats }) => format.number(String(seats)),
          },
          { key: "by", header: text.countedBy, cell: ({ countedBy }) => countedBy },
        ]}
      />
    </section>
  );
}
