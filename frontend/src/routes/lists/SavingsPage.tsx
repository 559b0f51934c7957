import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useAct } from "../../api/act";
import { downloadSavings, savingsQuery } from "../../api/buying";
import { downloadBlob } from "../../lib/download";
import { buyingText } from "../../text/buying";
import { sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { Select } from "../../ui/Select";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";
import { savingsRoute } from "./routes";

/** What a member's call-offs of a year cost beside the estimates of the tenders. */
export function SavingsPage() {
  const text = useText(buyingText);
  const format = useFormat();
  const navigate = useNavigate();
  const { memberId } = savingsRoute.useParams();
  const { year } = savingsRoute.useSearch();
  const { data: savings } = useSuspenseQuery(savingsQuery(memberId, year));
  const fetching = useAct(downloadSavings);
  const years = [...new Set([savings.year, ...savings.years])].sort((a, b) => b - a);
  return (
    <div className="ui-page">
      <PageHeader
        title={`${text.savings} ${savings.year}`}
        lead={`${savings.member.name}. ${text.savingsLead}`}
        actions={
          <Button
            icon="download"
            busy={fetching.isPending}
            onClick={() =>
              fetching.mutate(
                { memberId, year: savings.year },
                { onSuccess: (file) => downloadBlob(`${text.savings}-${savings.year}.csv`, file) },
              )
            }
          >
            {text.export}
          </Button>
        }
      />
      {fetching.error && <Alert tone="danger" live title={sentenceOf(fetching.error)} />}
      <Select
        label={text.year}
        choices={years.map((one) => ({ value: String(one), label: String(one) }))}
        value={String(savings.year)}
        onChange={(one) =>
          navigate({ to: "/savings/$memberId", params: { memberId }, search: { year: Number(one) } })
        }
      />
      {savings.contracts.length === 0 ? (
        <EmptyState title={text.noSavings} />
      ) : (
        <Table
          caption={text.savings}
          captionHidden
          rows={savings.contracts}
          rowKey={({ framework }) => framework.id}
          columns={[
            {
              key: "contract",
              header: text.contract,
              rowHeader: true,
              cell: ({ framework }) => (
                <TextLink to="/frameworks/$id" params={{ id: framework.id }}>
                  {framework.name}
                </TextLink>
              ),
            },
            { key: "lines", header: text.lines, numeric: true, cell: ({ lines }) => format.number(lines) },
            {
              key: "baseline",
              header: text.baseline,
              numeric: true,
              cell: ({ baseline }) => format.money(baseline),
              footer: format.money(savings.baseline),
            },
            {
              key: "paid",
              header: text.paid,
              numeric: true,
              cell: ({ paid }) => format.money(paid),
              footer: format.money(savings.paid),
            },
            {
              key: "saved",
              header: text.savedColumn,
              numeric: true,
              cell: ({ saved }) => format.money(saved),
              footer: <strong>{format.money(savings.saved)}</strong>,
            },
          ]}
        />
      )}
      {savings.without !== "0.00" && (
        <p className="ui-muted">{text.without(format.money(savings.without))}</p>
      )}
    </div>
  );
}
