import type { Session } from "../../api/session";
import { useText } from "../../text/text";
import { todoText } from "../../text/todo";
import { TextLink } from "../links";
import { wayPaths, waysOf } from "./destinations";

/** Where a person of these roles usually goes when nothing waits. */
export function Ways(props: { roles: Session["roles"] }) {
  const text = useText(todoText);
  const ways = waysOf(props.roles);
  if (ways.length === 0) return null;
  return (
    <section aria-labelledby="todo-onward" className="todo-group">
      <h2 id="todo-onward" className="kern-title todo-group__title">
        {text.onward}
      </h2>
      <ul className="todo-ways">
        {ways.map((way) => (
          <li key={way} className="todo-way">
            <TextLink to={wayPaths[way]}>{text.ways[way].go}</TextLink>
            <span className="todo-way__text">{text.ways[way].text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
