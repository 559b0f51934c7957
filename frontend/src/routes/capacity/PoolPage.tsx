import { useSuspenseQuery } from "@tanstack/react-query";
import {
  heatMapQuery,
  outlookQuery,
  poolQuery,
  type ResourceOutlook,
  timelineQuery,
} from "../../api/capacity";
import { useMay } from "../../api/session";
import { capacityText } from "../../text/capacity";
import { keepingText } from "../../text/capacityKeeping";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { PageHeader } from "../../ui/PageHeader";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ButtonLink, TextLink } from "../links";
import { HeatMap } from "./HeatMap";
import { useCapacityWords } from "./resourceName";
import { poolRoute } from "./routes";
import { Timeline } from "./Timeline";
import { Utilisation } from "./Utilisation";

/** A pool: how full it is week by week, who holds what, and how long it lasts. */
export function PoolPage() {
  const text = useText(capacityText);
  const keeping = useText(keepingText);
  const { id } = poolRoute.useParams();
  const may = useMay();
  const { data: pool } = useSuspenseQuery(poolQuery(id));
  const { data: heat } = useSuspenseQuery(heatMapQuery(id));
  const { data: timeline } = useSuspenseQuery(timelineQuery(id));
  const { data: outlook } = useSuspenseQuery(outlookQuery(id));
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/capacity">{text.title}</TextLink>
          </Breadcrumb>
        }
        title={pool.name}
        lead={[pool.site.name, pool.room].join(" · ")}
        actions={
          <>
            {may("capacity.reserve") && (
              <ButtonLink to="/capacity/fit" variant="primary">
                {text.find}
              </ButtonLink>
            )}
            <ButtonLink to="/capacity/pools/$id/levels" params={{ id }}>
              {keeping.levels}
            </ButtonLink>
          </>
        }
      />
      {pool.approval && <p className="kern-body ui-text">{text.approval}</p>}
      {pool.framework && (
        <p className="kern-body ui-text">
          {`${text.contract}: `}
          <TextLink to="/frameworks/$id" params={{ id: pool.framework.id }}>
            {pool.framework.name}
          </TextLink>
        </p>
      )}
      <HeatMap heat={heat} />
      <Timeline timeline={timeline} />
      <Utilisation poolId={id} />
      <Outlook resources={outlook.resources} />
    </div>
  );
}

function Outlook(props: { resources: ResourceOutlook[] }) {
  const text = useText(capacityText);
  const words = useCapacityWords();
  const format = useFormat();
  return (
    <section className="ui-section">
      <h2 className="kern-heading-medium">{text.outlook}</h2>
      <Table
        caption={text.outlook}
        captionHidden
        rows={props.resources}
        rowKey={({ resourceId }) => resourceId}
        columns={[
          {
            key: "resource",
            header: text.resource,
            rowHeader: true,
            cell: (resource) => words.name(resource),
          },
          {
            key: "perMonth",
            header: text.perMonth,
            numeric: true,
            cell: ({ perMonth, kind }) => words.amount(perMonth, kind),
          },
          {
            key: "fullOn",
            header: text.fullOn,
            cell: ({ fullOn }) => (fullOn ? format.date(fullOn) : text.notFull),
          },
          {
            key: "runsOut",
            header: text.runsOut,
            cell: ({ runsOut }) => (runsOut ? format.date(runsOut) : text.notFull),
          },
        ]}
      />
    </section>
  );
}
