import type { BorneShare, JointQuote } from "../../api/joints";
import { jointsText } from "../../text/joints";
import { shared } from "../../text/shared";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { DescriptionList } from "../../ui/DescriptionList";
import { Disclosure } from "../../ui/Disclosure";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";

/** What each member bears, line by line and to the cent, with further columns beside it. */
export function ShareTable<Share extends BorneShare>(props: {
  caption: string;
  lines: JointQuote["lines"];
  total: string;
  shares: readonly Share[];
  before?: Column<Share>[];
  after?: Column<Share>[];
}) {
  const { caption, lines, total, shares, before = [], after = [] } = props;
  const text = useText(jointsText);
  const { common } = useText(shared);
  const language = useLanguage();
  const format = useFormat();
  const columns: Column<Share>[] = [
    {
      key: "member",
      header: text.member,
      rowHeader: true,
      cell: ({ member }) => member.name,
      footer: <strong>{common.total}</strong>,
    },
    ...before,
    ...lines.map((line, index) => ({
      key: String(line.position),
      header: `${line.position}. ${line.name}, ${format.quantity(line.quantity, unitName(line.unit, line.quantity, language))}`,
      numeric: true,
      cell: ({ lines: own }: Share) => format.money(own[index] ?? "0.00"),
      footer: format.money(line.total),
    })),
    {
      key: "amount",
      header: text.share,
      numeric: true,
      cell: ({ amount }) => <strong>{format.money(amount)}</strong>,
      footer: <strong>{format.money(total)}</strong>,
    },
    ...after,
  ];
  return <Table caption={caption} rows={shares} rowKey={({ member }) => member.id} columns={columns} />;
}

/** How each share came about, exactly. */
export function Derivations(props: { shares: readonly BorneShare[] }) {
  const text = useText(jointsText);
  const format = useFormat();
  return (
    <Disclosure title={text.derivation}>
      <DescriptionList
        facts={props.shares.map((share) => [
          share.member.name,
          text.derivationOf(
            format.number(share.floor),
            `${format.number(share.remainder)}/${format.number(share.denominator)}`,
            share.extra,
          ),
        ])}
      />
    </Disclosure>
  );
}
