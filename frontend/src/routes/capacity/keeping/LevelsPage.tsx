import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type CapacityPool, poolQuery } from "../../../api/capacity";
import { sitesQuery } from "../../../api/capacity-keeping";
import { useMay } from "../../../api/session";
import { today } from "../../../lib/date";
import { capacityText } from "../../../text/capacity";
import { keepingText } from "../../../text/capacityKeeping";
import { useText } from "../../../text/text";
import { Badge } from "../../../ui/Badge";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { Button, ButtonRow } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { EmptyState } from "../../../ui/EmptyState";
import { PageHeader } from "../../../ui/PageHeader";
import { Table } from "../../../ui/Table";
import { useFormat } from "../../../ui/words";
import { TextLink } from "../../links";
import { overcommits } from "../kinds";
import { useCapacityWords } from "../resourceName";
import { levelsRoute } from "../routes";
import { DropLevel } from "./DropLevel";
import { LevelForm } from "./LevelForm";
import { PoolForm } from "./PoolForm";
import { ResourceForm } from "./ResourceForm";
import { levelStanding } from "./standing";

type Resource = CapacityPool["resources"][number];

type Row = Resource["levels"][number] & { standing: keyof typeof tones };

const tones = { past: "neutral", now: "success", planned: "info" } as const;

/** How much a pool has of what and from when on; its keeper extends it, and takes it down. */
export function LevelsPage() {
  const text = useText(keepingText);
  const { title } = useText(capacityText);
  const { id } = levelsRoute.useParams();
  const may = useMay();
  const { data: pool } = useSuspenseQuery(poolQuery(id));
  const keeps = may("capacity.keep");
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/capacity">{title}</TextLink>
            <TextLink to="/capacity/pools/$id" params={{ id }}>
              {`${pool.site.name}, ${pool.name}`}
            </TextLink>
          </Breadcrumb>
        }
        title={text.levels}
        lead={[pool.site.name, pool.name, pool.room].join(" · ")}
        actions={keeps && <KeeperButtons pool={pool} />}
      />
      <p className="kern-body ui-text">{text.levelsLead}</p>
      {pool.resources.length === 0 && (
        <EmptyState title={text.noResources}>{text.noResourcesText}</EmptyState>
      )}
      {pool.resources.map((resource) => (
        <Levels key={resource.id} pool={pool} resource={resource} keeps={keeps} />
      ))}
    </div>
  );
}

function KeeperButtons(props: { pool: CapacityPool }) {
  const { pool } = props;
  const text = useText(keepingText);
  const { data: sites } = useSuspenseQuery(sitesQuery);
  const [open, setOpen] = useState<"pool" | "resource">();
  const close = () => setOpen(undefined);
  const site = sites.items.find(({ id }) => id === pool.site.id);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen("resource")}>
        {text.addResource}
      </Button>
      {site && <Button onClick={() => setOpen("pool")}>{text.changePool}</Button>}
      <Dialog open={open === "resource"} title={text.addResource} onClose={close}>
        <ResourceForm poolId={pool.id} onClose={close} />
      </Dialog>
      {site && (
        <Dialog open={open === "pool"} title={text.changePool} onClose={close}>
          <PoolForm site={site} pool={pool} onClose={close} />
        </Dialog>
      )}
    </>
  );
}

function Levels(props: { pool: CapacityPool; resource: Resource; keeps: boolean }) {
  const { pool, resource, keeps } = props;
  const text = useText(keepingText);
  const words = useCapacityWords();
  const format = useFormat();
  const [setting, setSetting] = useState(false);
  const [dropping, setDropping] = useState<string>();
  const name = words.name(resource);
  const at = { poolId: pool.id, id: resource.id, version: resource.version };
  const rows = resource.levels.map((level, index) => ({
    ...level,
    standing: levelStanding(resource.levels, index, today()),
  }));
  return (
    <section className="ui-section">
      <h2 className="kern-heading-medium">{name}</h2>
      <Table
        caption={name}
        captionHidden
        rows={rows}
        rowKey={({ from }) => from}
        columns={[
          { key: "from", header: text.from, rowHeader: true, cell: ({ from }) => format.date(from) },
          {
            key: "amount",
            header: text.amount,
            numeric: true,
            cell: ({ amount }) => words.amount(amount, resource.kind),
          },
          {
            key: "reserve",
            header: text.reserve,
            numeric: true,
            cell: ({ reserve }) => words.amount(reserve, resource.kind),
          },
          ...(overcommits(resource.kind)
            ? [
                {
                  key: "overcommit",
                  header: text.overcommit,
                  numeric: true,
                  cell: ({ overcommit }: Row) => text.factor(format.number(overcommit)),
                },
              ]
            : []),
          {
            key: "usable",
            header: text.usable,
            numeric: true,
            cell: ({ usable }) => words.amount(usable, resource.kind),
          },
          {
            key: "standing",
            header: text.state,
            cell: ({ standing }) => <Badge tone={tones[standing]}>{text.standingLevel[standing]}</Badge>,
          },
          ...(keeps
            ? [
                {
                  key: "drop",
                  header: text.drop,
                  action: true,
                  cell: ({ from, standing }: Row) =>
                    standing === "planned" && (
                      <Button
                        small
                        variant="tertiary"
                        aria-label={`${name}: ${text.dropTitle(format.date(from))}`}
                        onClick={() => setDropping(from)}
                      >
                        {text.drop}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      {keeps && (
        <ButtonRow>
          <Button aria-label={text.setLevelOf(name)} onClick={() => setSetting(true)}>
            {text.setLevel}
          </Button>
        </ButtonRow>
      )}
      <Dialog open={setting} title={text.setLevelOf(name)} onClose={() => setSetting(false)}>
        <LevelForm at={at} resource={resource} onClose={() => setSetting(false)} />
      </Dialog>
      <Dialog
        open={dropping !== undefined}
        title={text.dropTitle(dropping ? format.date(dropping) : "")}
        onClose={() => setDropping(undefined)}
      >
        {dropping && <DropLevel at={at} from={dropping} onClose={() => setDropping(undefined)} />}
      </Dialog>
    </section>
  );
}
