import { useState } from "react";
import type { CatalogueItem } from "../../api/catalogue";

/** The picture of an offer, in a frame that is there before it comes; a drawing where there is none. */
export function ItemImage(props: { item: CatalogueItem }) {
  const { imageId, frameworkId, category } = props.item;
  const [missing, setMissing] = useState(false);
  return (
    <div className="market-offer__image">
      {imageId !== undefined && !missing ? (
        <img
          src={`/api/v1/frameworks/${frameworkId}/media/${imageId}/small`}
          alt=""
          width={80}
          height={80}
          loading="lazy"
          decoding="async"
          onError={() => setMissing(true)}
        />
      ) : (
        <svg viewBox="0 0 24 24" width={36} height={36} aria-hidden="true">
          <path d={drawings[category]} />
        </svg>
      )}
    </div>
  );
}

/** What a category is about, in lines: a screen, a window, a person, a rack. */
const drawings: Readonly<Record<CatalogueItem["category"], string>> = {
  hardware: "M4 5h16v10H4zM2 19h20M9 19l1-4M15 19l-1-4",
  software: "M3 4h18v16H3zM3 9h18M6 6.5h.01M9 6.5h.01M8 13l-2 2 2 2M13 13l2 2-2 2",
  service: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4 20c0-4 3.6-6 8-6s8 2 8 6",
  "data-center": "M4 4h16v5H4zM4 10h16v5H4zM4 16h16v5H4zM7 6.5h.01M7 12.5h.01M7 18.5h.01",
};
