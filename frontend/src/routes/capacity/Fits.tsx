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
import { ReserveForm } from "./ReserveForm";
import { useCapacityWords } from "./resourceName";

/** The pools in which a wish finds room, the earliest first; each can be reserved from here. */
export function Fits(props: { fits: CapacityFit[]; without: { name: string }[]; planned: boolean }) {
  const { fits, without, planned } = props;
  const text = useText(capacityText);
  const format = useFormat();
  const words = useCapacityWords();
  const reserves = customersOf(useSession()).length > 0;
  const [chosen, setChosen] = useState<CapacityFit>();
  return (
    <section className="ui-section" aria-labelledby="fits">
      <h2 id="fits" className="kern-heading-medium">
        {text.fits}
      </h2>
      {planned && fits.length > 0 && <Alert tone="info" title={text.planned} />}
      {fits.length === 0 && <EmptyState title={text.fitsNone}>{text.fitsNoneText}</EmptyState>}
      {fits.map((fit) => (
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
          {!planned && reserves && (
            <ButtonRow>
              <Button onClick={() => setChosen(fit)}>{text.reserveThis}</Button>
            </ButtonRow>
          )}
        </Card>
      ))}
      {without.length > 0 && (
        <p className="kern-body ui-text">{text.without(without.map(({ name }) => name).join(", "))}</p>
      )}
      <Dialog
        open={chosen !== undefined}
        title={text.reserveTitle(chosen?.pool.name ?? "")}
        onClose={() => setChosen(undefined)}
      >
        {chosen && <ReserveForm fit={chosen} onClose={() => setChosen(undefined)} />}
      </Dialog>
    </section>
  );
}
