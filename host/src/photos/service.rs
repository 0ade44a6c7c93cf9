//! Photos are never kept as they came: they are decoded within limits, cropped to a square, scaled and written anew,
//! so that nothing but the picture survives (CVE-2019-25264 and its kin).
use std::io::Cursor;

use bytes::Bytes;
use elenco_db::PhotoId;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};

use crate::context::ServiceContext;
use crate::error::AppError;
use crate::files::{self, FilesError};
use crate::users::model::Problem;

/// Width and height of what is kept, in pixels: for the head of a page, and for lists.
const SIDES: [u32; 2] = [320, 96];
/// Largest width and height that is decoded, in pixels.
const LARGEST_SIDE: u32 = 12_000;
/// Most memory that decoding may take, in bytes: the library's own default would let 470 KB ask for 465 MiB.
const MEMORY: u64 = 160 << 20;

/// Media type of what is kept.
pub const MEDIA_TYPE: &str = "image/jpeg";

/// Which square of a picture is to be kept, as somebody sees it: turned as its camera says. All three are parts of the
/// picture's shorter side, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crop {
    /// How far to the right the square begins.
    pub left: f64,
    /// How far down it begins.
    pub top: f64,
    /// How long its sides are.
    pub side: f64,
}

impl Crop {
    /// Reads `left top side`, as the page sends it; nothing when these are no three numbers.
    pub fn parse(text: &str) -> Option<Self> {
        let numbers: Vec<f64> = text.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
        let [left, top, side] = numbers.try_into().ok()?;
        Some(Self { left, top, side })
    }

    /// Column, row and length in pixels. Whatever was sent, it lies inside the picture.
    fn within(self, width: u32, height: u32) -> (u32, u32, u32) {
        let shorter = f64::from(width.min(height));
        // `as` cuts what is no number or too large to the nearest pixel there is.
        let pixels = |part: f64, most: u32| (part * shorter).round().clamp(0.0, f64::from(most)) as u32;
        let side = pixels(self.side, width.min(height)).max(1);
        (pixels(self.left, width - side), pixels(self.top, height - side), side)
    }
}

/// Reads a picture of any kind we take, turns it as its camera says, and writes the square of it anew in each size;
/// nothing when it cannot be read within the limits.
fn remake(bytes: &[u8], crop: Option<Crop>) -> Option<[Vec<u8>; 2]> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    if !matches!(reader.format()?, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return None;
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST_SIDE);
    limits.max_image_height = Some(LARGEST_SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    if decoder.total_bytes() > MEMORY {
        return None;
    }
    // Without a readable note of the camera the picture stands as it is.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    if let Some(crop) = crop {
        let (left, top, side) = crop.within(picture.width(), picture.height());
        picture = picture.crop_imm(left, top, side, side);
    }
    let mut made = [Vec::new(), Vec::new()];
    for (side, bytes) in SIDES.into_iter().zip(&mut made) {
        let square = picture.resize_to_fill(side, side, FilterType::CatmullRom);
        let mut written = Cursor::new(Vec::new());
        DynamicImage::ImageRgb8(square.to_rgb8()).write_to(&mut written, ImageFormat::Jpeg).ok()?;
        *bytes = written.into_inner();
    }
    Some(made)
}

fn key(cx: &ServiceContext, id: PhotoId) -> String {
    files::key(cx.scope.tenant(), "photos", &format!("{id}.jpg"))
}

fn small_key(cx: &ServiceContext, id: PhotoId) -> String {
    files::key(cx.scope.tenant(), "photos", &format!("{id}.small.jpg"))
}

/// Keeps a photo and answers its new id. Older photos keep theirs, so a page that still shows one is not broken.
/// Without a crop, the square is taken from the middle.
///
/// # Errors
/// [`AppError::Invalid`] when the picture cannot be read.
pub async fn store_photo(cx: &ServiceContext, bytes: Bytes, crop: Option<Crop>) -> Result<PhotoId, AppError> {
    let made = tokio::task::spawn_blocking(move || remake(&bytes, crop))
        .await
        .map_err(|error| AppError::Internal(error.to_string()))?;
    let Some([large, small]) = made else {
        let message = cx.texts().t("users-problem-photo").into_owned();
        return Err(AppError::Invalid(vec![Problem {
            field: "photo".into(),
            code: "photo.unreadable".into(),
            message,
        }]));
    };
    let id = PhotoId::from_uuid(cx.app.ids.uuid());
    for (key, bytes) in [(key(cx, id), large), (small_key(cx, id), small)] {
        cx.app.files.put(&key, bytes.into()).await.map_err(AppError::Files)?;
    }
    Ok(id)
}

/// The same photo for a line of a list. One that was kept before there were small ones is answered as it is.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn read_small_photo(cx: &ServiceContext, id: PhotoId) -> Result<Bytes, AppError> {
    match cx.app.files.get(&small_key(cx, id)).await {
        Ok(bytes) => Ok(bytes),
        Err(FilesError::Missing(_)) => read_photo(cx, id).await,
        Err(other) => Err(AppError::Files(other)),
    }
}

/// A photo of this tenant.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn read_photo(cx: &ServiceContext, id: PhotoId) -> Result<Bytes, AppError> {
    cx.app.files.get(&key(cx, id)).await.map_err(|error| match error {
        FilesError::Missing(_) => AppError::NotFound,
        other => AppError::Files(other),
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
    fn every_picture_becomes_two_small_square_jpegs() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let made = remake(&picture(format, 640, 200), None).unwrap();
            for (bytes, side) in made.iter().zip(SIDES) {
                let read = image::load_from_memory_with_format(bytes, ImageFormat::Jpeg).unwrap();
                assert_eq!((read.width(), read.height()), (side, side));
            }
        }
    }

    #[test]
    fn the_chosen_square_is_kept() {
        // Black, with a white square at the right end.
        let mut picture = image::RgbImage::new(400, 100);
        for (x, _, pixel) in picture.enumerate_pixels_mut() {
            *pixel = image::Rgb(if x >= 300 { [255; 3] } else { [0; 3] });
        }
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::ImageRgb8(picture).write_to(&mut bytes, ImageFormat::Png).unwrap();
        let darkest = |crop: Option<Crop>| {
            let made = remake(bytes.get_ref(), crop).unwrap();
            let read = image::load_from_memory_with_format(&made[0], ImageFormat::Jpeg).unwrap().to_luma8();
            read.pixels().map(|pixel| pixel.0[0]).min().unwrap()
        };
        assert!(darkest(Crop::parse("3 0 1")) > 250);
        assert!(darkest(Crop::parse("99 99 1")) > 250, "what lies outside is moved inside");
        assert!(darkest(Some(Crop { left: 3.0, top: f64::NAN, side: 1.0 })) > 250);
        assert!(darkest(None) < 5);
        assert_eq!(Crop::parse("1 2"), None);
    }

    proptest::proptest! {
        #[test]
        fn no_crop_leaves_the_picture(l: f64, t: f64, s: f64, width in 1..5000_u32, height in 1..5000_u32) {
            let (left, top, side) = Crop { left: l, top: t, side: s }.within(width, height);
            assert!(side >= 1 && left + side <= width && top + side <= height);
        }
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
        assert!(remake(svg, None).is_none());
        assert!(remake(&picture(ImageFormat::Png, 40, 40)[..60], None).is_none());
        assert!(remake(&picture(ImageFormat::Png, LARGEST_SIDE + 1, 1), None).is_none());
        assert!(remake(&picture(ImageFormat::Png, 10_000, 10_000), None).is_none(), "100 megapixels");
        assert!(remake(b"", None).is_none());
    }

    #[test]
    fn nothing_but_the_picture_survives() {
        let mut bytes = picture(ImageFormat::Png, 8, 8);
        bytes.extend_from_slice(b"<script>alert(1)</script>");
        for made in remake(&bytes, None).unwrap() {
            assert!(!made.windows(8).any(|window| window == b"<script>"));
        }
    }
}
