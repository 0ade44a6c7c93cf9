//! Photos are never kept as they came: they are decoded within limits, cropped to a square, scaled and written anew,
//! so that nothing but the picture survives (CVE-2019-25264 and its kin).
use std::io::Cursor;

use bytes::Bytes;
use elenco_db::PhotoId;
use image::imageops::FilterType;
use image::{DynamicImage, ImageFormat, ImageReader, Limits};

use crate::context::ServiceContext;
use crate::error::AppError;
use crate::files::{self, FilesError};
use crate::users::model::Problem;

/// Width and height of what is kept, in pixels.
const SIDE: u32 = 320;
/// Largest width and height that is decoded, in pixels.
const LARGEST_SIDE: u32 = 12_000;
/// Most memory that decoding may take, in bytes: the library's own default would let 470 KB ask for 465 MiB.
const MEMORY: u64 = 160 << 20;

/// Media type of what is kept.
pub const MEDIA_TYPE: &str = "image/jpeg";

/// Reads a picture of any kind we take and writes it anew; nothing when it cannot be read within the limits.
fn remake(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    if !matches!(reader.format()?, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return None;
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST_SIDE);
    limits.max_image_height = Some(LARGEST_SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let picture = reader.decode().ok()?;
    let square = picture.resize_to_fill(SIDE, SIDE, FilterType::CatmullRom);
    let mut written = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(square.to_rgb8()).write_to(&mut written, ImageFormat::Jpeg).ok()?;
    Some(written.into_inner())
}

fn key(cx: &ServiceContext, id: PhotoId) -> String {
    files::key(cx.scope.tenant(), "photos", &format!("{id}.jpg"))
}

/// Keeps a photo and answers its new id. Older photos keep theirs, so a page that still shows one is not broken.
///
/// # Errors
/// [`AppError::Invalid`] when the picture cannot be read.
pub async fn store_photo(cx: &ServiceContext, bytes: Bytes) -> Result<PhotoId, AppError> {
    let made = tokio::task::spawn_blocking(move || remake(&bytes))
        .await
        .map_err(|error| AppError::Internal(error.to_string()))?;
    let Some(made) = made else {
        let message = cx.texts().t("users-problem-photo").into_owned();
        return Err(AppError::Invalid(vec![Problem {
            field: "photo".into(),
            code: "photo.unreadable".into(),
            message,
        }]));
    };
    let id = PhotoId::from_uuid(cx.app.ids.uuid());
    cx.app.files.put(&key(cx, id), made.into()).await.map_err(|error| AppError::Files(error.to_string()))?;
    Ok(id)
}

/// A photo of this tenant.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn read_photo(cx: &ServiceContext, id: PhotoId) -> Result<Bytes, AppError> {
    cx.app.files.get(&key(cx, id)).await.map_err(|error| match error {
        FilesError::Missing(_) => AppError::NotFound,
        other => AppError::Files(other.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(format: ImageFormat, width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn every_picture_becomes_a_small_square_jpeg() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let made = remake(&picture(format, 640, 200)).unwrap();
            let read = image::load_from_memory_with_format(&made, ImageFormat::Jpeg).unwrap();
            assert_eq!((read.width(), read.height()), (SIDE, SIDE));
        }
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        assert!(remake(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>").is_none());
        assert!(remake(&picture(ImageFormat::Png, 40, 40)[..60]).is_none());
        assert!(remake(&picture(ImageFormat::Png, LARGEST_SIDE + 1, 1)).is_none());
        assert!(remake(b"").is_none());
    }

    #[test]
    fn nothing_but_the_picture_survives() {
        let mut bytes = picture(ImageFormat::Png, 8, 8);
        bytes.extend_from_slice(b"<script>alert(1)</script>");
        let made = remake(&bytes).unwrap();
        assert!(!made.windows(8).any(|window| window == b"<script>"));
    }
}
