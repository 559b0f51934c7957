import { useState } from "react";
import { useAct } from "../../api/act";
import { type BasketContract, setInBasket, takeFromBasket } from "../../api/buying";
import { placesOf } from "../../lib/quantity";
import { buyingText } from "../../text/buying";
import { sentenceOfCode } from "../../text/faults";
import { sentenceOf } from "../../text/problems";
import { routingText } from "../../text/routing";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/Icon";
import { notify } from "../../ui/notify";
import { QuantityField } from "../../ui/QuantityField";
import { TextField } from "../../ui/TextField";
import { useLater } from "../../ui/useLater";
import { useFormat } from "../../ui/words";
import { ButtonLink } from "../links";
import { isOverLimit } from "../overLimit";
import { QuotedRoute } from "../QuotedRoute";
import { Taxes } from "../Taxes";
import type { Durations } from "./useDurations";

/** The part of a basket that becomes one call-off: its lines, what they cost, and what stands against them. */
export function BasketPart(props: { memberId: string; contract: BasketContract; durations: Durations }) {
  const { memberId, contract, durations } = props;
  const text = useText(buyingText);
  const format = useFormat();
  const { quote, refusal } = contract;
  const competes = quote?.way === "mini-competition";
  return (
    <Card title={contract.framework.name} preline={text.oneCallOff(contract.supplier.name)}>
      <ol className="basket-lines">
        {contract.lines.map((line, index) => (
          <Line key={line.itemId} memberId={memberId} line={line} quoted={quote?.lines[index]} />
        ))}
      </ol>
      {quote?.asksMonths && <Duration frameworkId={contract.framework.id} durations={durations} />}
      {refusal && <Alert tone="warning" title={sentenceOfCode(refusal.code, refusal.params)} />}
      {competes ? (
        <Alert tone="info" title={text.competes}>
          <ButtonLink
            to="/marketplace/$frameworkId"
            params={{ frameworkId: contract.framework.id }}
            search={{ memberId, basket: true }}
            small
          >
            {text.toCompetition(contract.framework.name)}
          </ButtonLink>
        </Alert>
      ) : (
        quote && !quote.orderable && <Alert tone="warning" title={text.notNow} />
      )}
      {quote && (
        <div className="basket-sum">
          <div className="ui-muted">
            <p>{text.remaining(format.money(quote.remainingValue))}</p>
            {quote.remainingQuota !== undefined && <p>{text.quota(format.money(quote.remainingQuota))}</p>}
            <QuotedRoute quote={quote} />
            <p>
              {!quote.needsApproval && text.atOnce}
              {quote.needsApproval &&
                (isOverLimit(quote) ? text.approval(format.money(quote.approvalLimit)) : text.byRules)}
            </p>
          </div>
          <div className="basket-sum__amounts">
            <p>
              {text.subtotal} <strong className="ui-figures">{format.money(quote.total)}</strong>
            </p>
            <Taxes tax={quote.tax} />
          </div>
        </div>
      )}
    </Card>
  );
}

/** Over how many months the part is performed, where its supplier depends on that. */
function Duration(props: { frameworkId: string; durations: Durations }) {
  const { frameworkId, durations } = props;
  const { quote: text } = useText(routingText);
  return (
    <TextField
      label={text.months}
      hint={text.monthsHint}
      optional
      error={durations.wrong(frameworkId) ? text.monthsRange : undefined}
      inputMode="numeric"
      narrow
      value={durations.typed(frameworkId)}
      onChange={(months) => durations.set(frameworkId, months)}
    />
  );
}

function Line(props: {
  memberId: string;
  line: BasketContract["lines"][number];
  quoted: NonNullable<BasketContract["quote"]>["lines"][number] | undefined;
}) {
  const { memberId, line, quoted } = props;
  const text = useText(buyingText);
  const language = useLanguage();
  const format = useFormat();
  const set = useAct(setInBasket);
  const take = useAct(takeFromBasket);
  const later = useLater(400);
  const [quantity, setQuantity] = useState(line.quantity);
  const refused = (problem: Parameters<typeof sentenceOf>[0]) => notify("danger", sentenceOf(problem));
  return (
    <li className="basket-line">
      <div className="basket-line__what">
        <p className="basket-line__name">{line.name}</p>
        <p className="ui-muted ui-figures">
          {format.price(line.price)} / {unitName(line.unit, 1, language)}
          {line.deliveryDays !== undefined && ` · ${text.deliveryDays(line.deliveryDays)}`}
          {quoted?.derivation && ` · ${quoted.derivation}`}
        </p>
        <Notes line={line} quoted={quoted} />
      </div>
      <QuantityField
        label={text.quantityOf(line.name)}
        labelHidden
        unit={unitName(line.unit, quantity, language)}
        places={placesOf(line.unit)}
        value={quantity}
        onChange={(typed) => {
          setQuantity(typed);
          if (!/^\d{1,9}(\.\d{1,3})?$/.test(typed) || Number(typed) === 0) return;
          later(() => set.mutate({ memberId, itemId: line.itemId, quantity: typed }, { onError: refused }));
        }}
      />
      <p className="basket-line__total ui-figures">{quoted ? format.money(quoted.total) : "–"}</p>
      <Button
        variant="tertiary"
        icon="delete"
        iconOnly
        onClick={() => take.mutate({ memberId, itemId: line.itemId }, { onError: refused })}
      >
        {text.remove(line.name)}
      </Button>
    </li>
  );
}

/** What a buyer has to know of a line before ordering it. */
function Notes(props: {
  line: BasketContract["lines"][number];
  quoted: NonNullable<BasketContract["quote"]>["lines"][number] | undefined;
}) {
  const { line, quoted } = props;
  const text = useText(buyingText);
  const language = useLanguage();
  const format = useFormat();
  const warnings = [
    line.retired && text.retired,
    line.seenPrice !== undefined && text.priceChanged(format.price(line.seenPrice), format.price(line.price)),
    quoted && !quoted.orderable && !line.retired && text.notNow,
  ].filter((note) => typeof note === "string");
  return (
    <>
      {warnings.map((note) => (
        <p key={note} className="basket-line__note">
          <Icon name="warning" size="small" />
          {note}
        </p>
      ))}
      {quoted?.next && (
        <p className="ui-muted">
          {text.next(
            format.quantity(quoted.next.missing, unitName(line.unit, quoted.next.missing, language)),
            format.money(quoted.next.saves),
          )}
        </p>
      )}
    </>
  );
}
