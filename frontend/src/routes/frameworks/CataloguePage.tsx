import { useSuspenseQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { useAct } from "../../api/act";
import {
  approveCatalogue,
  type CatalogueVersion,
  type ChangeKind,
  catalogueChangesQuery,
  catalogueFaultsQuery,
  catalogueVersionQuery,
  rejectCatalogue,
} from "../../api/catalogues";
import { useList } from "../../api/pages";
import { useMay, useSession } from "../../api/session";
import { cataloguesText } from "../../text/catalogues";
import { sentenceOfCode } from "../../text/faults";
import { sentenceOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { Double } from "../../ui/Double";
import { EmptyState } from "../../ui/EmptyState";
import { Loader } from "../../ui/Loader";
import { PageHeader } from "../../ui/PageHeader";
import { Select } from "../../ui/Select";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ListEnd } from "../ListEnd";
import { TextLink } from "../links";
import { ReasonDialog } from "../ReasonDialog";
import { CatalogueBadge } from "./CatalogueTab";
import { catalogueRoute } from "./routes";

/** One catalogue as it was sent: what it would change, what is wrong with it, and the decision. */
export function CataloguePage() {
  const text = useText(cataloguesText);
  const { navigation } = useText(shared);
  const format = useFormat();
  const { id, catalogueId } = catalogueRoute.useParams();
  const { data: version } = useSuspenseQuery(catalogueVersionQuery(catalogueId));
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/frameworks">{navigation.frameworks}</TextLink>
            <TextLink to="/frameworks/$id" params={{ id }} search={{ tab: "catalogue" }}>
              {version.framework.name}
            </TextLink>
          </Breadcrumb>
        }
        title={text.versionOf(version.number)}
        badge={<CatalogueBadge status={version.status} />}
        lead={version.supplier.name}
      />
      <Decision version={version} />
      <div className="framework-top">
        <Card title={text.counts}>
          <DescriptionList
            facts={[
              [text.read, format.number(version.readCount)],
              [text.new, format.number(version.newCount)],
              [text.changed, format.number(version.changedCount)],
              [text.dearer, format.number(version.dearerCount)],
              [text.same, format.number(version.sameCount)],
              [text.gone, format.number(version.goneCount)],
              [text.faults, format.number(version.faultCount)],
            ]}
          />
        </Card>
        <Card title={text.fileFacts}>
          <DescriptionList
            facts={[
              [text.file, version.fileName],
              [text.extent, text.extents[version.extent]],
              [text.sent, text.sentBy(version.uploadedBy.name, format.instant(version.uploadedAt))],
              [
                text.decided,
                version.decidedBy &&
                  version.decidedAt &&
                  text.sentBy(version.decidedBy.name, format.instant(version.decidedAt)),
              ],
              [text.reason, version.reason],
            ]}
          />
        </Card>
      </div>
      <section className="ui-section" aria-labelledby="catalogue-changes">
        <h2 id="catalogue-changes" className="kern-heading-medium">
          {text.changes}
        </h2>
        <Suspense fallback={<Loader />}>
          <Changes id={version.id} />
        </Suspense>
      </section>
      <section className="ui-section" aria-labelledby="catalogue-report">
        <h2 id="catalogue-report" className="kern-heading-medium">
          {text.report}
        </h2>
        <Suspense fallback={<Loader />}>
          <Report id={version.id} />
        </Suspense>
      </section>
    </div>
  );
}

function Decision(props: { version: CatalogueVersion }) {
  const { version } = props;
  const text = useText(cataloguesText);
  const may = useMay();
  const { person } = useSession();
  const approve = useAct(approveCatalogue);
  const reject = useAct(rejectCatalogue);
  const [rejecting, setRejecting] = useState(false);
  if (version.status !== "staged" || !may("catalogue.approve")) return null;
  return (
    <>
      {approve.error && <Alert tone="danger" live title={sentenceOf(approve.error)} />}
      <p className="kern-body ui-text">{text.approveNote}</p>
      <ButtonRow>
        <Button
          variant="primary"
          busy={approve.isPending}
          disabledReason={version.uploadedBy.id === person.id ? text.ownNote : undefined}
          onClick={() => approve.mutate(version)}
        >
          {text.approve}
        </Button>
        <Button onClick={() => setRejecting(true)}>{text.reject}</Button>
      </ButtonRow>
      <ReasonDialog
        open={rejecting}
        title={text.rejectTitle}
        hint={text.rejectHint}
        act={text.reject}
        onAct={(reason) => reject.mutateAsync({ id: version.id, version: version.version, reason })}
        onClose={() => setRejecting(false)}
      />
    </>
  );
}

const kinds: readonly ChangeKind[] = ["new", "changed", "dearer", "gone"];

function Changes(props: { id: string }) {
  const text = useText(cataloguesText);
  const format = useFormat();
  const [kind, setKind] = useState<ChangeKind>();
  const { items, end } = useList(catalogueChangesQuery(props.id, kind));
  return (
    <>
      <Select
        label={text.kind}
        value={kind ?? ""}
        empty={text.kinds.all}
        choices={kinds.map((value) => ({ value, label: text.kinds[value] }))}
        onChange={(value) => setKind(value === "" ? undefined : value)}
      />
      <Table
        caption={text.changesList}
        captionHidden
        rows={items}
        rowKey={({ itemId }) => itemId}
        empty={<EmptyState title={text.noChanges} />}
        columns={[
          {
            key: "number",
            header: text.articleNumber,
            cell: ({ number }) => <span className="ui-figures">{number}</span>,
          },
          { key: "name", header: text.article, rowHeader: true, cell: ({ name }) => name },
          {
            key: "price",
            header: text.price,
            numeric: true,
            cell: ({ price, wasPrice }) => (
              <Double
                first={format.price(price)}
                second={wasPrice && wasPrice !== price && text.was(format.price(wasPrice))}
              />
            ),
          },
          {
            key: "percent",
            header: text.difference,
            numeric: true,
            cell: ({ kind, priceChange, retired }) =>
              kind === "new"
                ? text.isNew
                : retired
                  ? text[retired]
                  : priceChange && Number(priceChange) !== 0 && text.percent(format.number(priceChange)),
          },
          {
            key: "fields",
            header: text.changed,
            cell: ({ differences }) =>
              differences
                .filter(({ field }) => field !== "price")
                .map(({ field, from, to }) => (
                  <Double key={field} first={text.fields[field]} second={`${from || "–"} → ${to || "–"}`} />
                )),
          },
        ]}
      />
      {items.length > 0 && <ListEnd end={end} />}
    </>
  );
}

function Report(props: { id: string }) {
  const text = useText(cataloguesText);
  const { items, end } = useList(catalogueFaultsQuery(props.id));
  if (items.length === 0) return <p className="kern-body">{text.noFaults}</p>;
  return (
    <>
      <p>
        <a className="kern-link" href={`/api/v1/catalogues/${props.id}/faults.csv`} download>
          {text.reportDownload}
        </a>
      </p>
      <Table
        caption={text.reportList}
        captionHidden
        rows={items.map((fault, index) => ({ ...fault, key: `${fault.line}-${index}` }))}
        rowKey={({ key }) => key}
        columns={[
          { key: "line", header: text.line, numeric: true, cell: ({ line }) => line },
          { key: "number", header: text.articleNumber, cell: ({ number }) => number || "–" },
          { key: "message", header: text.message, cell: ({ code, params }) => sentenceOfCode(code, params) },
          { key: "taken", header: text.taken, cell: ({ taken }) => (taken ? text.yes : text.no) },
        ]}
      />
      <ListEnd end={end} />
    </>
  );
}
