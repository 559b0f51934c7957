import { useSuspenseQuery } from "@tanstack/react-query";
import { type Allocation, allocationQuery } from "../../../api/allocations";
import { useSession } from "../../../api/session";
import { compareDecimals } from "../../../lib/decimal";
import { costsText } from "../../../text/costs";
import { runsText } from "../../../text/runs";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { DescriptionList } from "../../../ui/DescriptionList";
import { Fingerprint } from "../../../ui/Fingerprint";
import { PageHeader } from "../../../ui/PageHeader";
import { Table } from "../../../ui/Table";
import { useFormat } from "../../../ui/words";
import { TextLink } from "../../links";
import { ObjectHistory } from "../../ObjectHistory";
import { AllocationBadge } from "../AllocationBadge";
import { CostTable } from "../CostTable";
import { allocationRoute } from "../routes";
import { SchemeInWords } from "../SchemeInWords";
import { ShareTable } from "../ShareTable";
import { HowItIsComputed } from "./HowItIsComputed";
import { PostPanel } from "./PostPanel";
import { RecomputePanel } from "./RecomputePanel";
import { ReverseButton } from "./ReverseButton";

/** One run: what was split, by which rule, every share with its explanation, and the check that it is right. */
export function AllocationPage() {
  const text = useText(runsText);
  const { navigation } = useText(shared);
  const format = useFormat();
  const { id } = allocationRoute.useParams();
  const { data: allocation } = useSuspenseQuery(allocationQuery(id));
  const complete = useSeesAll();
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/costs">{navigation.costs}</TextLink>
            <TextLink to="/costs/$id" params={{ id: allocation.pool.id }}>
              {allocation.pool.name}
            </TextLink>
          </Breadcrumb>
        }
        title={text.allocation.title(format.span(allocation.from, allocation.to))}
        badge={<AllocationBadge status={allocation.status} />}
        lead={`${allocation.pool.name} · ${text.allocation[allocation.kind]}`}
        actions={<ReverseButton allocation={allocation} />}
      />
      <Reversed allocation={allocation} />
      <PostPanel allocation={allocation} />
      <Facts allocation={allocation} />
      {!complete && <p className="kern-body kern-body--muted">{text.shares.ownOnly}</p>}
      <ShareTable
        caption={text.shares.title}
        split={allocation}
        complete={complete}
        allocationId={allocation.id}
        booked={allocation.status !== "draft"}
      />
      <Groups allocation={allocation} />
      <CostTable
        caption={text.allocation.costs}
        costs={allocation.costs}
        net={allocation.total}
        vat={allocation.vat}
      />
      <Grants allocation={allocation} />
      <HowItIsComputed allocation={allocation} />
      <RecomputePanel allocation={allocation} />
      <Proof allocation={allocation} />
      <ObjectHistory objectType="allocation" objectId={allocation.id} />
    </div>
  );
}

/** Whether the person sees the shares of all members, as officers and auditors of the cooperative do. */
function useSeesAll(): boolean {
  const { roles } = useSession();
  return roles.some(
    ({ role, organisation }) =>
      organisation.kind === "cooperative" &&
      (role === "finance-officer" || role === "board-member" || role === "auditor"),
  );
}

function Reversed(props: { allocation: Allocation }) {
  const { reversedAt, reversedBy = "", reversalReason = "" } = props.allocation;
  const { by } = useText(costsText);
  const text = useText(runsText).allocation;
  const format = useFormat();
  if (!reversedAt) return null;
  return (
    <Alert tone="info" title={text.reversedWhy(by(format.instant(reversedAt), reversedBy), reversalReason)} />
  );
}

function Facts(props: { allocation: Allocation }) {
  const { allocation } = props;
  const text = useText(runsText);
  const { regime, regimes, mode, modes } = useText(costsText);
  const format = useFormat();
  return (
    <>
      <DescriptionList
        columns
        facts={[
          [text.figures.costs, format.money(allocation.total)],
          [text.figures.vat, allocation.regime === "cost-sheet" && format.money(allocation.vat)],
          [
            text.figures.granted,
            compareDecimals(allocation.granted, "0") !== 0 && format.money(allocation.granted),
          ],
          [
            allocation.status === "draft" ? text.figures.booked : text.figures.bookedDone,
            format.money(allocation.booked),
          ],
        ]}
      />
      <DescriptionList
        facts={[
          [
            text.scheme.title,
            <SchemeInWords key="scheme" scheme={allocation.scheme} version={allocation.schemeVersion} />,
          ],
          [regime, regimes[allocation.regime]],
          [mode, modes[allocation.mode]],
        ]}
      />
    </>
  );
}

function Groups(props: { allocation: Allocation }) {
  const { groups, total } = props.allocation;
  const text = useText(runsText);
  const format = useFormat();
  if (groups.length === 0) return null;
  return (
    <Table
      caption={text.allocation.groups}
      rows={groups}
      rowKey={({ name }) => name}
      columns={[
        {
          key: "name",
          header: text.allocation.group,
          cell: ({ name }) => name,
          footer: <strong>{text.shares.sum}</strong>,
        },
        {
          key: "weight",
          header: text.shares.weight,
          numeric: true,
          cell: ({ weight }) => format.figures(weight),
        },
        {
          key: "sum",
          header: text.figures.weightSum,
          numeric: true,
          cell: ({ weightSum }) => format.number(weightSum),
        },
        {
          key: "left",
          header: text.figures.unitsLeft,
          numeric: true,
          cell: ({ unitsLeft }) => format.number(unitsLeft),
        },
        {
          key: "share",
          header: text.shares.share,
          numeric: true,
          cell: ({ share }) => format.money(share),
          footer: <strong>{format.money(total)}</strong>,
        },
      ]}
    />
  );
}

function Grants(props: { allocation: Allocation }) {
  const { grants, granted } = props.allocation;
  const text = useText(runsText);
  const { grant } = useText(costsText);
  const format = useFormat();
  if (grants.length === 0) return null;
  return (
    <Table
      caption={text.allocation.grants}
      rows={grants}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "reference",
          header: grant.reference,
          cell: ({ reference }) => reference,
          footer: grants.length > 1 && <strong>{text.shares.sum}</strong>,
        },
        { key: "funder", header: grant.funderShort, cell: ({ funder }) => funder },
        {
          key: "granted",
          header: grant.drawn,
          numeric: true,
          cell: (each) => format.money(each.granted),
          footer: grants.length > 1 && <strong>{format.money(granted)}</strong>,
        },
      ]}
    />
  );
}

function Proof(props: { allocation: Allocation }) {
  const { allocation } = props;
  const { by } = useText(costsText);
  const text = useText(runsText).allocation;
  const format = useFormat();
  const code = (label: string, value: string | undefined) =>
    value && <Fingerprint label={label} value={value} />;
  return (
    <section className="ui-section" aria-labelledby="proof">
      <h2 id="proof" className="kern-heading-medium">
        {text.proof}
      </h2>
      <DescriptionList
        facts={[
          [text.drafted, by(format.instant(allocation.createdAt), allocation.createdBy)],
          [
            text.posted,
            allocation.postedAt && by(format.instant(allocation.postedAt), allocation.postedBy ?? ""),
          ],
          [text.rule, allocation.rule],
          [text.inputHash, code(text.inputHash, allocation.inputHash)],
          [text.entry, code(text.entry, allocation.entryId)],
          [text.reversalEntry, code(text.reversalEntry, allocation.reversalEntryId)],
        ]}
      />
    </section>
  );
}
