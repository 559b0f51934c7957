import type { Rate } from "../../api/prices";
import { Double } from "../../ui/Double";
import { useFormat } from "../../ui/words";
import "./RateCell.css";
import { useSteps } from "./useRate";

/** A rate in a table: the price in its column, the steps below it. */
export function RateCell(props: { rate: Rate }) {
  const format = useFormat();
  const steps = useSteps();
  return (
    <span className="rate-cell">
      <Double first={format.price(props.rate.price)} second={steps(props.rate)} />
    </span>
  );
}
