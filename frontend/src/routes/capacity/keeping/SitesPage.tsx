import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type CapacityPool, poolsQuery } from "../../../api/capacity";
import { type CapacitySite, sitesQuery } from "../../../api/capacity-keeping";
import { useMay } from "../../../api/session";
import { today } from "../../../lib/date";
import { capacityText } from "../../../text/capacity";
import { keepingText } from "../../../text/capacityKeeping";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Badge } from "../../../ui/Badge";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { Button, ButtonRow } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { Dialog } from "../../../ui/Dialog";
import { EmptyState } from "../../../ui/EmptyState";
import { List } from "../../../ui/List";
import { PageHeader } from "../../../ui/PageHeader";
import { Table } from "../../../ui/Table";
import { useFormat } from "../../../ui/words";
import { ButtonLink, TextLink } from "../../links";
import { PoolForm } from "./PoolForm";
import { certificateStanding } from "./standing";

const tones = { valid: "success", soon: "warning", expired: "danger" } as const;

/** The data centers: their rooms, what they are certified for and how long, and their pools. */
export function SitesPage() {
  const text = useText(keepingText);
  const { title } = useText(capacityText);
  const may = useMay();
  const { data: sites } = useSuspenseQuery(sitesQuery);
  const { data: pools } = useSuspenseQuery(poolsQuery);
  const keeps = may("capacity.keep");
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/capacity">{title}</TextLink>
          </Breadcrumb>
        }
        title={text.sites}
        lead={text.sitesLead}
        actions={
          keeps && (
            <ButtonLink to="/capacity/sites/new" variant="primary">
              {text.addSite}
            </ButtonLink>
          )
        }
      />
      {sites.items.length === 0 && <EmptyState title={text.noSites}>{text.noSitesText}</EmptyState>}
      {sites.items.map((site) => (
        <Site
          key={site.id}
          site={site}
          pools={pools.items.filter((pool) => pool.site.id === site.id)}
          keeps={keeps}
        />
      ))}
    </div>
  );
}

function Site(props: { site: CapacitySite; pools: readonly CapacityPool[]; keeps: boolean }) {
  const { site, pools, keeps } = props;
  const text = useText(keepingText);
  const [adding, setAdding] = useState(false);
  return (
    <Card title={site.name}>
      <p className="kern-body">{site.address}</p>
      <Warnings site={site} />
      <Table
        caption={`${text.rooms}: ${site.name}`}
        rows={site.rooms}
        rowKey={({ name }) => name}
        columns={[
          { key: "room", header: text.room, rowHeader: true, cell: ({ name }) => name },
          { key: "class", header: text.class, cell: (room) => text.classes[room.class - 1] },
        ]}
      />
      <Certificates site={site} />
      <h3 className="kern-title kern-title--small">{text.pools}</h3>
      {pools.length === 0 && <p className="kern-body">{text.noPools}</p>}
      {pools.length > 0 && (
        <List>
          {pools.map(({ id, name, room }) => (
            <li key={id}>
              <TextLink to="/capacity/pools/$id" params={{ id }}>
                {name}
              </TextLink>
              {`, ${room}`}
            </li>
          ))}
        </List>
      )}
      {keeps && (
        <ButtonRow>
          <Button onClick={() => setAdding(true)} aria-label={text.addPoolAt(site.name)}>
            {text.addPool}
          </Button>
          <ButtonLink
            to="/capacity/sites/$id/edit"
            params={{ id: site.id }}
            variant="tertiary"
            aria-label={`${text.changeSite}: ${site.name}`}
          >
            {text.changeSite}
          </ButtonLink>
        </ButtonRow>
      )}
      <Dialog open={adding} title={text.addPoolAt(site.name)} onClose={() => setAdding(false)}>
        <PoolForm site={site} onClose={() => setAdding(false)} />
      </Dialog>
    </Card>
  );
}

/** What of a site's certificates needs somebody to see to it. */
function Warnings(props: { site: CapacitySite }) {
  const text = useText(keepingText);
  const named = (standing: "soon" | "expired") =>
    props.site.certificates
      .filter((certificate) => certificateStanding(certificate, today()) === standing)
      .map(({ name }) => name)
      .join(", ");
  const [expired, soon] = [named("expired"), named("soon")];
  return (
    <>
      {expired && <Alert tone="danger" title={text.warnExpired(expired)} />}
      {soon && <Alert tone="warning" title={text.warnSoon(soon)} />}
    </>
  );
}

function Certificates(props: { site: CapacitySite }) {
  const text = useText(keepingText);
  const format = useFormat();
  return (
    <Table
      caption={`${text.certificates}: ${props.site.name}`}
      rows={props.site.certificates}
      rowKey={({ name, validTo }) => `${name} ${validTo}`}
      empty={<p className="kern-body">{text.noCertificates}</p>}
      columns={[
        { key: "name", header: text.certificate, rowHeader: true, cell: ({ name }) => name },
        { key: "validTo", header: text.validTo, cell: ({ validTo }) => format.date(validTo) },
        {
          key: "state",
          header: text.state,
          cell: (certificate) => {
            const standing = certificateStanding(certificate, today());
            return <Badge tone={tones[standing]}>{text.standing[standing]}</Badge>;
          },
        },
      ]}
    />
  );
}
