import type { ReactNode } from "react";
import type { Party, Statement, StatementLine } from "../../api/statements";
import { compareDecimals } from "../../lib/decimal";
import { statementsText } from "../../text/statements";
import { useText } from "../../text/text";
import { DescriptionList } from "../../ui/DescriptionList";
import { Double } from "../../ui/Double";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";

interface DocumentProps {
  statement: Statement;
}

const sections: readonly StatementLine["section"][] = ["fees", "shares", "capacity", "corrections"];

/** The statement as it was issued, laid out as the sheet that the member gets. */
export function StatementDocument(props: DocumentProps) {
  const { statement } = props;
  const text = useText(statementsText);
  return (
    <article className="statement" aria-label={text.one(text.kinds[statement.kind], statement.number)}>
      <Head statement={statement} />
      {sections.map((section) => (
        <Lines key={section} section={section} statement={statement} />
      ))}
      <Totals statement={statement} />
      <Payment statement={statement} />
      <Balance statement={statement} />
    </article>
  );
}

function Head(props: DocumentProps) {
  const { statement } = props;
  const text = useText(statementsText);
  const format = useFormat();
  const { seller, buyer } = statement;
  return (
    <header className="statement__head">
      <Address title={text.to} party={buyer}>
        <DescriptionList
          facts={[
            [text.officialKey, buyer.officialKey],
            [text.leitwegId, buyer.leitwegId],
          ]}
        />
      </Address>
      <Address title={text.from} party={seller}>
        <DescriptionList
          facts={[
            [text.vatId, seller.vatId],
            [text.taxNumber, seller.taxNumber],
            [text.contact, seller.contact],
            [text.phone, seller.phone],
            [text.email, seller.email],
          ]}
        />
      </Address>
      <DescriptionList
        facts={[
          [text.numberOf, statement.number],
          [text.period, format.span(statement.from, statement.to)],
          [text.issuedOn, format.date(statement.issuedOn)],
          [text.dueOn, statement.kind === "statement" && statement.dueOn && format.date(statement.dueOn)],
          [text.paidOn, statement.paidOn && format.date(statement.paidOn)],
        ]}
      />
    </header>
  );
}

function Address(props: { title: string; party: Party; children: ReactNode }) {
  const { title, party, children } = props;
  const text = useText(statementsText);
  const place = `${party.postcode} ${party.city}`.trim();
  return (
    <section className="statement__party">
      <h2 className="statement__label">{title}</h2>
      <address>
        <strong>{party.name}</strong>
        {party.street && <span>{party.street}</span>}
        {place && <span>{place}</span>}
        {!party.street && !place && <span className="ui-muted">{text.noAddress}</span>}
      </address>
      {children}
    </section>
  );
}

/** The lines of one section; each amount leads to the explanation of the share that it is. */
function Lines(props: DocumentProps & { section: StatementLine["section"] }) {
  const { statement, section } = props;
  const text = useText(statementsText);
  const format = useFormat();
  const lines = statement.lines.filter((line) => line.section === section);
  if (lines.length === 0) return null;
  // The same columns in every section, so that their figures stand below each other.
  const some = (amountOf: (line: StatementLine) => string) =>
    statement.lines.some((line) => compareDecimals(amountOf(line), "0") !== 0);
  const columns: (Column<StatementLine> | false)[] = [
    {
      key: "text",
      header: text.line,
      cell: (line) => <Double first={line.text} second={format.span(line.from, line.to)} />,
    },
    {
      key: "rate",
      header: text.vat,
      cell: ({ vatCategory, vatRate }) =>
        vatCategory === "S" ? format.percent(Number(vatRate)) : text.categories[vatCategory],
    },
    { key: "share", header: text.share, numeric: true, cell: ({ share }) => format.money(share) },
    some(({ vat }) => vat) && {
      key: "vat",
      header: text.supplierVat,
      numeric: true,
      cell: ({ vat }) => format.money(vat),
    },
    some(({ granted }) => granted) && {
      key: "granted",
      header: text.granted,
      numeric: true,
      cell: ({ granted }) => format.money(granted),
    },
    {
      key: "amount",
      header: text.amount,
      numeric: true,
      cell: (line) => <Explained line={line} statement={statement} />,
    },
  ];
  return (
    <Table
      caption={text.lines[section]}
      rows={lines}
      rowKey={({ place }) => String(place)}
      columns={columns.filter((column) => column !== false)}
    />
  );
}

function Explained(props: DocumentProps & { line: StatementLine }) {
  const { statement, line } = props;
  const text = useText(statementsText);
  const format = useFormat();
  const amount = format.money(line.amount);
  if (!line.allocationId) return amount;
  return (
    <TextLink
      to="/costs/allocations/$id/shares/$memberId"
      params={{ id: line.allocationId, memberId: statement.member.id }}
      search={{ statement: statement.id }}
    >
      {amount}
      <span className="kern-sr-only">, {text.explain(line.text)}</span>
    </TextLink>
  );
}

function Totals(props: DocumentProps) {
  const { statement } = props;
  const text = useText(statementsText);
  const format = useFormat();
  return (
    <dl className="statement__totals">
      <div>
        <dt>{text.net}</dt>
        <dd>{format.money(statement.net)}</dd>
      </div>
      {statement.vat.map(({ category, rate, taxable, tax }) => (
        <div key={`${category} ${rate}`}>
          <dt>
            {category === "E"
              ? text.exempt(format.money(taxable))
              : text.vatRow(
                  category === "S"
                    ? `${text.categories.S} ${format.percent(Number(rate))}`
                    : text.categories[category],
                  format.money(taxable),
                )}
          </dt>
          <dd>{format.money(tax)}</dd>
        </div>
      ))}
      <div className="statement__total">
        <dt>{text.grandTotal[statement.kind]}</dt>
        <dd>{format.money(statement.total)}</dd>
      </div>
    </dl>
  );
}

function Payment(props: DocumentProps) {
  const { kind, seller, number, total, dueOn, paidOn } = props.statement;
  const text = useText(statementsText);
  const format = useFormat();
  if (kind === "credit-note") return null;
  return (
    <section className="statement__part">
      <h2 className="statement__label">{text.payment}</h2>
      {paidOn && <p>{text.paidText(format.date(paidOn))}</p>}
      {!paidOn && dueOn && <p>{text.payTo(format.money(total), format.date(dueOn), number)}</p>}
      <DescriptionList
        facts={[
          [text.iban, seller.iban && <span className="ui-figures">{inFours(seller.iban)}</span>],
          [text.bic, seller.bic],
        ]}
      />
    </section>
  );
}

/** An IBAN as it is printed. */
function inFours(iban: string): string {
  return iban.replaceAll(/\s/g, "").replaceAll(/(.{4})(?=.)/g, "$1 ");
}

function Balance(props: DocumentProps) {
  const { statement } = props;
  const text = useText(statementsText);
  const format = useFormat();
  const { member, from, to } = statement;
  return (
    <section className="statement__part">
      <h2 className="statement__label">{text.account}</h2>
      <DescriptionList
        columns
        facts={[
          [text.opening, format.money(statement.openingBalance)],
          [text.payments, format.money(statement.payments)],
          [text.closing, format.money(statement.closingBalance)],
        ]}
      />
      <p className="ui-no-print">
        <TextLink to="/accounts/members/$memberId" params={{ memberId: member.id }} search={{ from, to }}>
          {text.accountLink}
        </TextLink>
      </p>
    </section>
  );
}
