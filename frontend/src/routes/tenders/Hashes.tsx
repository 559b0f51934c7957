import "./Hashes.css";

/** Hashes of one thing below each other, each with what it is of; missing ones are left out. */
export function Hashes(props: { of: readonly (readonly [what: string, hash: string | undefined])[] }) {
  return (
    <dl className="hashes">
      {props.of.map(
        ([what, hash]) =>
          hash && (
            <div key={what}>
              <dt>{what}</dt>
              <dd className="ui-code">{hash}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
