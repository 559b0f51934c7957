import { useSuspenseQuery } from "@tanstack/react-query";
import { useMay } from "../../../api/session";
import { ratingsQuery } from "../../../api/tariffs";
import { today } from "../../../lib/date";
import { capacityText } from "../../../text/capacity";
import { tariffsText } from "../../../text/tariffs";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { EmptyState } from "../../../ui/EmptyState";
import { List } from "../../../ui/List";
import { PageHeader } from "../../../ui/PageHeader";
import { Table } from "../../../ui/Table";
import { useFormat } from "../../../ui/words";
import { ButtonLink, TextLink } from "../../links";

/** What the months cost, the latest first; to members their own. The finance office looks ahead and posts from here. */
export function RatingsPage() {
  const text = useText(tariffsText);
  const { title } = useText(capacityText);
  const format = useFormat();
  const may = useMay();
  const { data } = useSuspenseQuery(ratingsQuery);
  const posts = may("rating.post");
  const monthName = (month: string) => format.month(`${month}-01`);
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/capacity">{title}</TextLink>
          </Breadcrumb>
        }
        title={may("capacity.reserve") ? text.myRatings : text.ratings}
        lead={text.ratingsLead}
        actions={
          posts && (
            <ButtonLink to="/capacity/ratings/preview/$month" params={{ month: today().slice(0, 7) }}>
              {text.thisMonth}
            </ButtonLink>
          )
        }
      />
      {posts && data.unrated.length > 0 && (
        <Alert tone="info" title={text.unrated}>
          <List>
            {data.unrated.map((month) => (
              <li key={month}>
                <TextLink to="/capacity/ratings/preview/$month" params={{ month }}>
                  {text.preview(monthName(month))}
                </TextLink>
              </li>
            ))}
          </List>
        </Alert>
      )}
      <Table
        caption={text.ratings}
        captionHidden
        rows={data.items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={text.noRatings}>{text.noRatingsText}</EmptyState>}
        columns={[
          {
            key: "name",
            header: text.rating,
            rowHeader: true,
            cell: ({ id, name }) => (
              <TextLink to="/capacity/ratings/$id" params={{ id }}>
                {name}
              </TextLink>
            ),
          },
          { key: "month", header: text.month, cell: ({ month }) => monthName(month) },
          { key: "amount", header: text.amount, numeric: true, cell: ({ amount }) => format.money(amount) },
          {
            key: "difference",
            header: text.difference,
            numeric: true,
            cell: ({ difference }) => format.money(difference),
          },
          {
            key: "posted",
            header: text.posted,
            cell: ({ postedAt, postedBy }) => text.by(format.instant(postedAt), postedBy),
          },
        ]}
      />
    </div>
  );
}
