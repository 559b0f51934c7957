import { useQuery } from "@tanstack/react-query";
import { basketSizeQuery } from "../api/buying";
import { buyingText } from "../text/buying";
import { useText } from "../text/text";
import { TextLink } from "./links";

/** The way to the basket, with the number of positions in it. */
export function BasketLink() {
  const text = useText(buyingText);
  const { data } = useQuery(basketSizeQuery);
  const positions = data?.positions ?? 0;
  return (
    <TextLink to="/basket" className="masthead__basket" aria-label={text.basketOf(positions)}>
      <Cart />
      <span className="masthead__basket-word">{text.basket}</span>
      {positions > 0 && <span className="masthead__count ui-figures">{positions}</span>}
    </TextLink>
  );
}

/** KERN has no icon for it. */
function Cart() {
  return (
    <svg
      viewBox="0 0 24 24"
      width="24"
      height="24"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
    >
      <path d="M2 4h3l3 11h10l3-8H6.5" />
      <circle cx="9.5" cy="19" r="1.5" />
      <circle cx="17" cy="19" r="1.5" />
    </svg>
  );
}
