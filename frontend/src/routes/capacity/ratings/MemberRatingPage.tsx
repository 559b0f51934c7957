import { useSuspenseQuery } from "@tanstack/react-query";
import { type MemberRating, memberPreviewQuery, memberRatingQuery } from "../../../api/tariffs";
import { capacityText } from "../../../text/capacity";
import { tariffsText } from "../../../text/tariffs";
import { useText } from "../../../text/text";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { Card } from "../../../ui/Card";
import { DescriptionList } from "../../../ui/DescriptionList";
import { PageHeader } from "../../../ui/PageHeader";
import { Table } from "../../../ui/Table";
import { useFormat } from "../../../ui/words";
import { TextLink } from "../../links";
import { useMeterWords } from "../meterWords";
import { memberPreviewRoute, memberRatingRoute } from "../routes";

type Charge = MemberRating["charges"][number];
type Step = Charge["steps"][number];

/** What a member bears by a rating that was posted. */
export function MemberRatingPage() {
  const { id, memberId } = memberRatingRoute.useParams();
  const { data } = useSuspenseQuery(memberRatingQuery(id, memberId));
  return <Explained rating={data} />;
}

/** What a month costs a member as things stand. */
export function MemberPreviewPage() {
  const { month, memberId } = memberPreviewRoute.useParams();
  const { data } = useSuspenseQuery(memberPreviewQuery(month, memberId));
  return <Explained rating={data} />;
}

/** Each charge with the steps it is the sum of, down to reservations and the days of meters. */
function Explained(props: { rating: MemberRating }) {
  const { rating } = props;
  const text = useText(tariffsText);
  const { title } = useText(capacityText);
  const format = useFormat();
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/capacity">{title}</TextLink>
            <TextLink to="/capacity/ratings">{text.ratings}</TextLink>
            {rating.id ? (
              <TextLink to="/capacity/ratings/$id" params={{ id: rating.id }}>
                {rating.name ?? rating.month}
              </TextLink>
            ) : (
              <TextLink to="/capacity/ratings/preview/$month" params={{ month: rating.month }}>
                {text.preview(format.month(`${rating.month}-01`))}
              </TextLink>
            )}
          </Breadcrumb>
        }
        title={text.explain(rating.member.name)}
        lead={[rating.name, format.month(`${rating.month}-01`)].filter(Boolean).join(" · ")}
      />
      <DescriptionList
        columns
        facts={[
          [text.amount, format.money(rating.amount)],
          [text.before, format.money(rating.before)],
          [text.difference, format.money(rating.difference)],
        ]}
      />
      <section className="ui-section">
        <h2 className="kern-heading-medium">{text.explained}</h2>
        <p className="kern-body ui-text">{text.explainedLead}</p>
        {rating.charges.map((charge) => (
          <ChargeCard key={`${charge.tariff.id} ${charge.component}`} charge={charge} />
        ))}
      </section>
    </div>
  );
}

function ChargeCard(props: { charge: Charge }) {
  const { charge } = props;
  const text = useText(tariffsText);
  const words = useMeterWords();
  const format = useFormat();
  return (
    <Card
      level={3}
      title={`${charge.component}: ${format.money(charge.amount)}`}
      preline={[
        charge.tariff.name,
        text.bases[charge.basis],
        charge.resource && words.resource(charge.resource),
      ]
        .filter(Boolean)
        .join(" · ")}
    >
      {charge.steps.length === 0 ? (
        <p className="kern-body">{text.borneNoMore}</p>
      ) : (
        <p className="kern-body">{text.exact(format.fraction(charge.exact))}</p>
      )}
      {charge.steps.length > 0 && (
        <Steps caption={`${charge.component}, ${charge.tariff.name}`} steps={charge.steps} />
      )}
    </Card>
  );
}

function Steps(props: { caption: string; steps: readonly Step[] }) {
  const text = useText(tariffsText);
  const format = useFormat();
  const sum = ({ parts, from, to, of }: Step) =>
    text.step(
      parts
        .map(({ quantity, price }) => text.part(format.fraction(quantity), format.fraction(price)))
        .join(" + "),
      Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1,
      of,
    );
  return (
    <Table
      caption={props.caption}
      captionHidden
      rows={props.steps}
      rowKey={({ from, to }) => `${from} ${to}`}
      columns={[
        { key: "days", header: text.days, rowHeader: true, cell: ({ from, to }) => format.span(from, to) },
        { key: "sum", header: text.calculation, cell: sum },
        {
          key: "sources",
          header: text.sources,
          cell: ({ sources, from, to }) => (
            <>
              {sources.map((source) => (
                <div key={source.id}>
                  {source.kind === "meter" ? (
                    <TextLink to="/capacity/meters/$id" params={{ id: source.id }} search={{ from, to }}>
                      {source.name}
                    </TextLink>
                  ) : (
                    <TextLink to="/capacity/reservations/$id" params={{ id: source.id }}>
                      {source.name}
                    </TextLink>
                  )}
                </div>
              ))}
            </>
          ),
        },
        { key: "amount", header: text.amount, numeric: true, cell: ({ amount }) => format.fraction(amount) },
      ]}
    />
  );
}
