import type { Criterion, Decider, EvaluationRules } from "../../api/tenders";
import { rulesText } from "../../text/rules";
import { useText } from "../../text/text";
import { Card } from "../../ui/Card";
import { classes } from "../../ui/classes";
import { DescriptionList } from "../../ui/DescriptionList";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { type Place, placesOf } from "./criteria";
import { bandOf, type FormulaSymbol, formulaOf, symbolName, symbolsOf } from "./formulas";
import { isPositive } from "./rules";
import "./Rules.css";

/** How bids are compared, as the notice states it: in words, with the formula and the tree of criteria. */
export function RulesCard(props: { rules: EvaluationRules }) {
  const { rules } = props;
  const text = useText(rulesText).card;
  const by = useDecider();
  return (
    <Card title={text.title}>
      <Method rules={rules} />
      <Criteria rules={rules} />
      <DescriptionList
        facts={[
          [
            text.ties,
            text.tiesInOrder([...(rules.ties ?? []).map(by), ...(rules.ties?.length ? [text.lot] : [])]),
          ],
          [text.low, useLow(rules)],
        ]}
      />
    </Card>
  );
}

function useDecider() {
  const text = useText(rulesText);
  return ({ by, criterion = "" }: Decider) =>
    by === "criterion" ? text.byCriterion(criterion) : text.by[by];
}

/** The method in a sentence, its formula, and what stands in it. */
function Method(props: { rules: EvaluationRules }) {
  const { rules } = props;
  const text = useText(rulesText).card;
  const format = useFormat();
  const by = useDecider();
  const explain = useSymbol(rules);
  const [formula, band] = [formulaOf(rules), bandOf(rules)];
  return (
    <div className="rules-method">
      <p className="kern-body ui-text">{text.methods[rules.method]}</p>
      {formula && <p className="rules-formula">{format.figures(formula)}</p>}
      {band && rules.band && rules.decides && (
        <>
          <p className="kern-body ui-text">{text.band(format.number(rules.band), by(rules.decides))}</p>
          <p className="rules-formula">{format.figures(band)}</p>
        </>
      )}
      <dl className="rules-symbols">
        {symbolsOf(rules).map((symbol) => (
          <div key={symbol}>
            <dt>{symbolName(symbol)}</dt>
            <dd>{explain(symbol)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function useSymbol({ points = "", references }: EvaluationRules) {
  const { symbols } = useText(rulesText).card;
  const format = useFormat();
  return (symbol: FormulaSymbol): string => {
    if (symbol === "L") return symbols.L(format.number(points));
    if (symbol === "Lref") return symbols.Lref(format.number(references?.points ?? ""));
    if (symbol === "Pref") return symbols.Pref(format.money(references?.price ?? ""));
    return symbols[symbol];
  };
}

/** The tree of criteria: weights, what they are worth, scales and minima. */
function Criteria(props: { rules: EvaluationRules }) {
  const { rules } = props;
  const text = useText(rulesText).card;
  const format = useFormat();
  const rows = placesOf(rules.criteria ?? [], rules.points ?? "");
  if (rows.length === 0) return null;
  const hasLeast = rows.some(({ criterion }) => isKnockOut(criterion));
  const columns: Column<Place>[] = [
    {
      key: "criterion",
      header: text.criterion,
      cell: ({ number, depth, criterion }) => (
        <span
          className={classes("ui-figures", depth > 0 && "rules-criterion--part")}
          style={{ paddingLeft: `${depth}rem` }}
        >
          {number} {criterion.name}
        </span>
      ),
    },
    {
      key: "weight",
      header: text.weight,
      numeric: true,
      cell: ({ criterion }) => text.percent(format.number(criterion.weight)),
    },
    { key: "worth", header: text.worth, numeric: true, cell: ({ worth }) => format.figures(short(worth)) },
    {
      key: "scale",
      header: text.scale,
      numeric: true,
      cell: ({ criterion: { scale } }) => (scale ? text.scaleTo(format.number(scale)) : "–"),
    },
    ...(hasLeast
      ? [
          {
            key: "least",
            header: text.least,
            numeric: true,
            cell: ({ criterion }: Place) => <Least criterion={criterion} />,
          },
        ]
      : []),
  ];
  return (
    <>
      <Table
        caption={text.criteria}
        captionHidden
        columns={columns}
        rows={rows}
        rowKey={({ number }) => number}
      />
      {hasLeast && <p className="tender-note">{text.knockOut}</p>}
    </>
  );
}

const isKnockOut = ({ least = "0" }: Criterion) => isPositive(least);

function Least(props: { criterion: Criterion }) {
  const { criterion } = props;
  const text = useText(rulesText).card;
  const format = useFormat();
  if (!isKnockOut(criterion)) return "–";
  const least = format.number(criterion.least ?? "");
  return criterion.scale ? least : text.percent(least);
}

/** A figure with three places at most; what is cut off shows. */
function short(figure: string): string {
  const cut = figure.replace(/(\.\d{3})\d+$/, "$1");
  return cut === figure ? figure : `≈ ${cut}`;
}

/** From when on a price is low enough to ask, in words. A limit of nothing is no test. */
function useLow({ low }: EvaluationRules): string | undefined {
  const text = useText(rulesText).card;
  const format = useFormat();
  if (!low) return undefined;
  const limits = [
    ...(isPositive(low.next) ? [text.lowNext(format.number(low.next))] : []),
    ...(isPositive(low.mean) ? [text.lowMean(format.number(low.mean))] : []),
  ];
  return limits.length > 0 ? text.lowFrom(limits) : text.lowNone;
}
