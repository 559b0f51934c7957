import { useNavigate } from "@tanstack/react-router";
import { useAct } from "../../api/act";
import { type CallOffFilter, callOffsQuery, downloadCallOffs } from "../../api/call-offs";
import { useList } from "../../api/pages";
import { useMay, useSession } from "../../api/session";
import { downloadBlob } from "../../lib/download";
import { buyingText } from "../../text/buying";
import { callOffsText } from "../../text/call-offs";
import { jointsText } from "../../text/joints";
import { sentenceOf } from "../../text/problems";
import { standingText } from "../../text/standing-orders";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { Select } from "../../ui/Select";
import { Tabs } from "../../ui/Tabs";
import { CallOffTable } from "../CallOffTable";
import { customersOf } from "../customers";
import { ListEnd } from "../ListEnd";
import { ButtonLink } from "../links";
import { answers, callOffsRoute, statuses } from "./routes";

/** The call-offs one may see, by state. */
export function CallOffsPage() {
  const text = useText(callOffsText);
  const buying = useText(buyingText);
  const joint = useText(jointsText);
  const standing = useText(standingText);
  const may = useMay();
  const buyer = customersOf(useSession()).find(({ buys }) => buys);
  const navigate = useNavigate();
  const search = callOffsRoute.useSearch();
  const show = (filter: CallOffFilter) => navigate({ to: "/call-offs", search: filter, replace: true });
  const list = <List />;
  return (
    <div className="ui-page">
      <PageHeader
        title={text.title}
        lead={text.lead}
        actions={
          <>
            {may("calloff.place") && (
              <ButtonLink to="/marketplace" variant="primary">
                {text.toMarketplace}
              </ButtonLink>
            )}
            <ButtonLink to="/joint-call-offs">{joint.title}</ButtonLink>
            {buyer && <ButtonLink to="/standing-orders">{standing.title}</ButtonLink>}
            {buyer && (
              <ButtonLink to="/savings/$memberId" params={{ memberId: buyer.id }} variant="tertiary">
                {buying.savings}
              </ButtonLink>
            )}
          </>
        }
      />
      <Select
        label={text.answered}
        empty={text.anyAnswer}
        choices={answers.map((value) => ({ value, label: text.answers[value] }))}
        value={search.answer ?? ""}
        onChange={(value) => show({ ...search, answer: answers.find((known) => known === value) })}
      />
      <Tabs
        label={text.filter}
        selected={search.status ?? "all"}
        tabs={[
          { key: "all", label: text.all, content: list },
          ...statuses.map((key) => ({ key, label: text.status[key], content: list })),
        ]}
        onSelect={(key) => show({ ...search, status: statuses.find((known) => known === key) })}
      />
    </div>
  );
}

function List() {
  const text = useText(callOffsText);
  const may = useMay();
  const search = callOffsRoute.useSearch();
  const { items, end } = useList(callOffsQuery(search));
  return (
    <>
      <CallOffTable
        callOffs={items}
        captionHidden
        empty={
          <EmptyState
            title={text.empty}
            action={may("calloff.place") && <ButtonLink to="/marketplace">{text.toMarketplace}</ButtonLink>}
          >
            {search.status || search.answer ? text.emptyStatus : text.emptyText}
          </EmptyState>
        }
      />
      {items.length > 0 && <ListEnd end={end} />}
      {items.length > 0 && <Files filter={search} />}
    </>
  );
}

/** The whole list to take along. */
function Files(props: { filter: CallOffFilter }) {
  const { filter } = props;
  const text = useText(callOffsText);
  const fetching = useAct(downloadCallOffs);
  return (
    <>
      <ButtonRow>
        {(["csv", "xlsx"] as const).map((format) => (
          <Button
            key={format}
            icon="download"
            variant="tertiary"
            busy={fetching.isPending && fetching.variables.format === format}
            onClick={() =>
              fetching.mutate(
                { format, filter },
                { onSuccess: (file) => downloadBlob(`${text.file}.${format}`, file) },
              )
            }
          >
            {text.files[format]}
          </Button>
        ))}
      </ButtonRow>
      {fetching.error && <Alert tone="danger" live title={sentenceOf(fetching.error)} />}
    </>
  );
}
