import { useState } from "react";
import type { CapacityFit } from "../../api/capacity";
import { useSession } from "../../api/session";
import { capacityText } from "../../text/capacity";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Dialog } from "../../ui/Dialog";
import { EmptyState } from "../../ui/EmptyState";
import { useFormat } from "../../ui/words";
import { customersOf } from "../customers";
import { isOpenEnded, wishedFrom } from "./fit";
import { ReserveForm, ReserveOrdered } from "./ReserveForm";
import { useCapacityWords } from "./resourceName";

interface FitsProps {
  fits: CapacityFit[];
  without: { name: string }[];
  planned: boolean;
  /** The first day wished for; empty: any. */
  notBefore: string;
  /** The call-off that is reserved for. */
  callOffId: string | undefined;
}

/**
 * The pools in which a wish finds room, the earliest first. Each can be reserved from here, or waited for, where it
 * was wished for earlier.
 */
export function Fits(props: FitsProps) {
  const { fits, without, planned, notBefore, callOffId } = props;
  const text = useText(capacityText);
  const format = useFormat();
  const words = useCapacityWords();
  const reserves = customersOf(useSession()).length > 0;
  const [chosen, setChosen] = useState<{ fit: CapacityFit; waits: boolean }>();
  return (
    <section className="ui-section" aria-labelledby="fits">
      <h2 id="fits" className="kern-heading-medium">
        {text.fits}
      </h2>
      {planned && fits.length > 0 && <Alert tone="info" title={text.planned} />}
      {fits.length === 0 && <EmptyState title={text.fitsNone}>{text.fitsNoneText}</EmptyState>}
      {fits.map((fit) => {
        const wished = wishedFrom(fit, notBefore);
        return (
          <Card
            key={fit.pool.id}
            level={3}
            title={`${fit.site.name}, ${fit.pool.name}`}
            preline={text.period(format.date(fit.from), format.date(fit.to))}
          >
            <p className="kern-body">
              {fit.phases
                .flatMap(({ claims }) => claims)
                .map((claim) => `${words.name(claim)}: ${words.amount(claim.amount, claim.kind)}`)
                .join(" · ")}
            </p>
            <p className="kern-body kern-body--small">
              {text.begins(
                fit.begins
                  .map((days) =>
                    isOpenEnded(days)
                      ? text.beginsFrom(format.date(days.from))
                      : text.period(format.date(days.from), format.date(days.to)),
                  )
                  .join(", "),
              )}
            </p>
            {!planned && reserves && (
              <ButtonRow>
                <Button onClick={() => setChosen({ fit, waits: false })}>{text.reserveThis}</Button>
                {wished && (
                  <Button onClick={() => setChosen({ fit: wished, waits: true })}>
                    {text.waitFrom(format.date(wished.from))}
                  </Button>
                )}
              </ButtonRow>
            )}
          </Card>
        );
      })}
      {without.length > 0 && (
        <p className="kern-body ui-text">{text.without(without.map(({ name }) => name).join(", "))}</p>
      )}
      <Dialog
        open={chosen !== undefined}
        title={(chosen?.waits ? text.waitTitle : text.reserveTitle)(chosen?.fit.pool.name ?? "")}
        onClose={() => setChosen(undefined)}
      >
        {chosen &&
          (callOffId ? (
            <ReserveOrdered callOffId={callOffId} {...chosen} onClose={() => setChosen(undefined)} />
          ) : (
            <ReserveForm {...chosen} onClose={() => setChosen(undefined)} />
          ))}
      </Dialog>
    </section>
  );
}
